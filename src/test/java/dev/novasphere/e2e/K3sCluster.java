package dev.novasphere.e2e;

import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.node.ContainerGroup;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** K3s in a container, without the controllers whose part the simulators play. */
record K3sCluster(K3sContainer k3s, Path kubeconfig, String node) implements RealCluster {
    private static final DockerImageName IMAGE = DockerImageName.parse("rancher/k3s:v1.36.2-k3s1");
    private static final String IN_THE_NODE = "/tmp/image.tar";

    static K3sCluster start() throws IOException {
        var k3s = new K3sContainer(IMAGE);
        k3s.setCommand(
                "server",
                "--tls-san=" + k3s.getHost(),
                "--disable=traefik,metrics-server,local-storage",
                // Simulated nodes send no sign of life, so nobody may count on it, and simulated volumes are nobody
                // else's.
                "--kube-apiserver-arg=disable-admission-plugins=TaintNodesByCondition",
                "--kube-controller-manager-arg=controllers=*,-node-lifecycle-controller,-taint-eviction-controller,"
                        + "-persistentvolume-binder-controller,-persistentvolume-attach-detach-controller,"
                        + "-persistentvolume-protection-controller,-persistentvolumeclaim-protection-controller");
        k3s.start();
        var kubeconfig = Files.writeString(Files.createTempFile("novasphere-", ".kubeconfig"), k3s.getKubeConfigYaml());
        try (var client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(k3s.getKubeConfigYaml()))
                .build()) {
            System.out.println(PlatformCrds.ofEnvironment().install(client));
            var node = client.nodes().list().getItems().getFirst().getMetadata().getName();
            return new K3sCluster(k3s, kubeconfig, node);
        }
    }

    @Override
    public Config config() {
        return Config.fromKubeconfig(k3s.getKubeConfigYaml());
    }

    @Override
    public void load(Path tar) throws IOException, InterruptedException {
        k3s.copyFileToContainer(MountableFile.forHostPath(tar), IN_THE_NODE);
        var result = k3s.execInContainer("ctr", "--namespace", "k8s.io", "images", "import", IN_THE_NODE);
        if (result.getExitCode() != 0) {
            throw new IOException("The image cannot be imported: " + result.getStderr());
        }
    }

    /** The machine of this node may be another than ours, in a virtual machine of Docker's for instance. */
    @Override
    public Optional<ContainerGroup> group(Pod pod) {
        return Optional.empty();
    }

    @Override
    public void close() {
        k3s.stop();
    }
}
