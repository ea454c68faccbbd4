package dev.novasphere.e2e;

import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.NodePrograms;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.node.ContainerGroup;
import dev.novasphere.testkit.node.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The node of the testkit. */
record NodeCluster(Node machine) implements RealCluster {

    static NodeCluster start(NodePrograms programs) throws Exception {
        return new NodeCluster(Node.start(
                programs,
                ControlPlaneOptions.defaults()
                        .withBeforeControllers(client ->
                                System.out.println(PlatformCrds.ofEnvironment().install(client)))));
    }

    @Override
    public Path kubeconfig() {
        return machine.plane().adminKubeconfig();
    }

    @Override
    public Config config() {
        return machine.plane().adminConfig();
    }

    @Override
    public void load(Path tar) throws IOException, InterruptedException {
        machine.load(tar);
    }

    @Override
    public String node() {
        return Node.NAME;
    }

    @Override
    public Optional<ContainerGroup> group(Pod pod) throws IOException {
        var container = pod.getStatus().getContainerStatuses().getFirst().getContainerID();
        return Optional.of(
                machine.group(pod.getMetadata().getUid(), container.substring(container.lastIndexOf('/') + 1)));
    }

    @Override
    public void close() throws IOException {
        machine.close();
    }
}
