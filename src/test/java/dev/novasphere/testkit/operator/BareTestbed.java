package dev.novasphere.testkit.operator;

import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real control plane with our CRDs and roles, on which nobody plays KubeVirt, CDI and Multus until a test has it so. */
public final class BareTestbed implements AutoCloseable {
    private final ControlPlane plane;
    private final KubernetesClient client;
    private final Path log;

    private BareTestbed(ControlPlane plane) throws IOException {
        this.plane = plane;
        this.client = plane.adminClient();
        this.log = Files.createTempFile(ProjectFiles.find("target"), "operator-", ".log");
        Testbed.applyRoles(client);
        OfferedNetworks.apply(client);
        node("bare");
    }

    /** The API server taints every new node as not ready; the controller that takes the taint off is not running. */
    private void node(String name) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        client.nodes()
                .withName(name)
                .edit(there ->
                        there.edit().editSpec().withTaints(List.of()).endSpec().build());
    }

    /** With the definitions of the platform. */
    public static BareTestbed withDefinitions() throws IOException, InterruptedException {
        return start(PlatformCrds.ofEnvironment().files());
    }

    /** Where KubeVirt, CDI and Multus are not installed. */
    public static BareTestbed withoutDefinitions() throws IOException, InterruptedException {
        return start(List.of());
    }

    private static BareTestbed start(List<Path> definitions) throws IOException, InterruptedException {
        return new BareTestbed(ControlPlane.start(ControlPlaneOptions.defaults().withBeforeControllers(admin -> {
            PlatformCrds.applyAll(admin, definitions);
            PlatformCrds.applyAll(admin, Testbed.ourCrds());
        })));
    }

    /** Starts the packaged operator, as its ServiceAccount. */
    public OperatorProcess startOperator() throws IOException {
        return Testbed.startOperator(plane, log);
    }

    /** As an administrator. */
    public KubernetesClient client() {
        return client;
    }

    /** What the operator has printed so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        Asked.remember(plane);
        client.close();
        plane.close();
        Files.delete(log);
    }
}
