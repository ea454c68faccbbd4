package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.node.NetworkedPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The real Multus on a node's network, with the rights that our chart gives it on a real API server. Nothing runs in the
 * pods: they are what Multus reads of them, and a network namespace.
 */
final class MultusNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "multus";
    private static final String KIND = "network-attachment-definitions.k8s.cni.cncf.io";

    /** The account of pods in every namespace. */
    static final String ACCOUNT = "guest";

    private final NetworkedPlane machine;
    private final KubernetesClient client;
    private final Path kubeconfig;

    /**
     * What one pod saw of Multus.
     *
     * @param add the ADD call
     * @param links the pod's interfaces between the calls, as {@code ip -j link} shows them
     * @param rules the node's nftables rules between the calls
     * @param delete the DEL call, which is made also after a refused ADD
     * @param linksLeft the pod's interfaces in the end
     * @param rulesLeft the node's nftables rules in the end
     */
    record Attachment(
            CniPlugin.Call add,
            JsonNode links,
            String rules,
            CniPlugin.Call delete,
            JsonNode linksLeft,
            String rulesLeft) {

        /** The pod's interface of that name; a missing node where there is none. */
        JsonNode link(String name) {
            return links.valueStream()
                    .filter(link -> link.path("ifname").asText().equals(name))
                    .findFirst()
                    .orElse(JSON.missingNode());
        }
    }

    private MultusNode(NetworkedPlane machine) throws Exception {
        this.machine = machine;
        this.client = machine.plane().adminClient();
        client.load(stream(chart())).serverSideApply();
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(KIND)
                .waitUntilCondition(MultusNode::isServed, 30, TimeUnit.SECONDS);
        this.kubeconfig = machine.plane().kubeconfigFor(NAMESPACE, NAME);
    }

    /** Starts the control plane, installs of our chart what is for the API server, and returns when that is there. */
    static MultusNode start() throws Exception {
        ConsumerPrograms.debianTree(); // skips the test where nothing of this can run
        ConsumerPrograms.nadcheck();
        ConsumerPrograms.cniPlugins();
        Machine.lacks("ip").ifPresent(lack -> {
            Recipes.say("Multus is left out. " + lack);
            Assumptions.abort(lack);
        });
        var machine = NetworkedPlane.start(ControlPlaneOptions.defaults());
        try {
            return new MultusNode(machine);
        } catch (Exception e) {
            machine.close();
            throw e;
        }
    }

    private static String chart() throws IOException, InterruptedException {
        return Helm.withoutCluster()
                .must(
                        "template",
                        NAME,
                        "helm/multus",
                        "--namespace=" + NAMESPACE,
                        "--show-only=templates/crd.yaml",
                        "--show-only=templates/rbac.yaml");
    }

    KubernetesClient client() {
        return client;
    }

    /** Makes a namespace, with the account that the API server demands of pods. */
    void makeNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(name)
                        .withName(ACCOUNT)
                        .endMetadata()
                        .build())
                .create();
    }

    /** What Multus does for a pod that the API server has, on a node with these bridges. */
    Attachment attach(Pod pod, String... bridges) throws Exception {
        try (var sandbox = Sandbox.open()) {
            sandbox.copy(ConsumerPrograms.nadcheck().resolve("multus"), "bin/multus");
            sandbox.copy(ConsumerPrograms.cniPlugins().resolve("bridge"), "bin/bridge");
            sandbox.copy(Recipes.FOLDER.resolve("multus/attach.sh"), "attach.sh");
            sandbox.copy(kubeconfig, "multus.kubeconfig");
            sandbox.write("multus.conf", JSON.writeValueAsString(configuration()));
            sandbox.write("out/ADD.rc", "");
            var result = machine.run(sandbox.line(
                    "env",
                    "POD=" + pod.getMetadata().getNamespace() + "/"
                            + pod.getMetadata().getName(),
                    "POD_UID=" + pod.getMetadata().getUid(),
                    "BRIDGES=" + String.join(" ", bridges),
                    "sh",
                    "/mnt/attach.sh"));
            if (!result.succeeded()) {
                throw new IOException("Multus could not be called: " + result.output());
            }
            return new Attachment(
                    CniPlugin.call(sandbox, "ADD"),
                    JSON.readTree(sandbox.read("out/links.json")),
                    sandbox.read("out/rules.added"),
                    CniPlugin.call(sandbox, "DEL"),
                    JSON.readTree(sandbox.read("out/links.left.json")),
                    sandbox.read("out/rules.deleted"));
        }
    }

    /** As the installer of the chart writes it: the pod network's own configuration is the first delegate. */
    private static Map<String, Object> configuration() {
        var pods = Map.of("type", "bridge", "bridge", "cni0", "ipam", Map.of());
        return Map.of(
                "cniVersion", "0.4.0",
                "name", "multus-cni-network",
                "type", "multus",
                "kubeconfig", "/mnt/multus.kubeconfig",
                "cniDir", "/mnt/state",
                "binDir", "/mnt/bin",
                "confDir", "/mnt/net.d",
                "namespaceIsolation", true,
                "delegates", List.of(Map.of("cniVersion", "0.4.0", "name", "pods", "plugins", List.of(pods))));
    }

    private static boolean isServed(@Nullable CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static ByteArrayInputStream stream(String yaml) {
        return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        client.close();
        machine.close();
    }
}
