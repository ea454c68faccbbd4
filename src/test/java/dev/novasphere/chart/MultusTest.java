package dev.novasphere.chart;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.testkit.consumers.ConsumerPrograms;
import dev.novasphere.testkit.consumers.Helm;
import dev.novasphere.testkit.controlplane.Eventually;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real installer of Multus, with the arguments that the chart gives it, in a folder that stands for its container: its
 * {@code /host/net.d} and {@code /host/bin} are what the chart mounts there from a node of k3s.
 */
class MultusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ACCOUNT = "var/run/secrets/kubernetes.io/serviceaccount/";
    private static final String K3S = "/var/lib/rancher/k3s/agent/etc/cni/net.d";
    /** The first by name, which is the one that a runtime takes. */
    private static final String CONFIG = "host/net.d/00-multus.conflist";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path root;

    @Test
    void itStandsInFrontOfThePodNetworkAndTheNodeFindsItsFiles() throws Exception {
        prepare();
        var installer = start();
        try {
            var config = Eventually.see("a configuration", PATIENCE, this::config, seen -> !seen.isMissingNode());
            assertThat(config.path("type").asText()).isEqualTo("multus");
            assertThat(config.path("kubeconfig").asText()).isEqualTo(K3S + "/multus.d/multus.kubeconfig");
            assertThat(config.path("namespaceIsolation").asBoolean()).isTrue();
            assertThat(config.at("/delegates/0/plugins/0/type").asText()).isEqualTo("flannel");
            assertThat(root.resolve("host/bin/multus")).hasContent("the plugin");
            assertThat(kubeconfig()).contains("https://10.43.0.1:443", "first token");

            write(ACCOUNT + "token", "second token");
            Eventually.see("the new token", PATIENCE, this::kubeconfig, text -> text.contains("second token"));
        } finally {
            installer.destroy();
            assertThat(installer.waitFor(PATIENCE))
                    .as("it ends when it is told to")
                    .isTrue();
        }
        assertThat(root.resolve(CONFIG))
                .as("without the pod, pods are made as before")
                .doesNotExist();
    }

    @Test
    void itsMountsAreTheFoldersOfK3s() throws Exception {
        var pod = daemonSet().getSpec().getTemplate().getSpec();
        assertThat(pod.getVolumes())
                .extracting(volume -> volume.getHostPath().getPath())
                .containsExactly(K3S, "/var/lib/rancher/k3s/data/cni");
        assertThat(pod.getContainers().getFirst().getVolumeMounts())
                .extracting(mount -> mount.getName() + " at " + mount.getMountPath())
                .containsExactly("net-d at /host/net.d", "bin at /host/bin");
    }

    private void prepare() throws IOException {
        Files.copy(
                ConsumerPrograms.multus().resolve("thin_entrypoint"), root.resolve("thin_entrypoint"), COPY_ATTRIBUTES);
        Files.createDirectories(root.resolve("host/bin"));
        write("usr/src/multus-cni/bin/multus", "the plugin");
        write(ACCOUNT + "token", "first token");
        write(ACCOUNT + "ca.crt", "the authority");
        write("host/net.d/10-flannel.conflist", """
                {"name": "cbr0", "cniVersion": "1.0.0", "plugins": [
                  {"type": "flannel", "delegate": {"hairpinMode": true}},
                  {"type": "portmap", "capabilities": {"portMappings": true}}]}
                """);
    }

    private Process start() throws Exception {
        var container = container();
        // Not every shell has the folders of root's programs in its search path.
        var chroot = "PATH=$PATH:/usr/sbin:/sbin exec chroot \"$@\"";
        var line = new ArrayList<>(List.of("sh", "-c", chroot, "sh", root.toString()));
        line.addAll(container.getCommand());
        line.addAll(container.getArgs());
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("log").toFile());
        builder.environment().put("KUBERNETES_SERVICE_HOST", "10.43.0.1");
        builder.environment().put("KUBERNETES_SERVICE_PORT", "443");
        return builder.start();
    }

    private static Container container() throws Exception {
        return daemonSet().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static DaemonSet daemonSet() throws Exception {
        var yaml = Helm.withoutCluster()
                .must("template", "multus", Combination.MULTUS.toString(), "--show-only", "templates/daemonset.yaml");
        return Serialization.unmarshal(yaml, DaemonSet.class);
    }

    private JsonNode config() throws IOException {
        var file = root.resolve(CONFIG);
        return Files.exists(file) ? JSON.readTree(file.toFile()).at("/plugins/0") : JSON.missingNode();
    }

    private String kubeconfig() throws IOException {
        return Files.readString(root.resolve("host/net.d/multus.d/multus.kubeconfig"));
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
