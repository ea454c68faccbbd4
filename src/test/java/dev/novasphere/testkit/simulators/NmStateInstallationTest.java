package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NMState is installed after everything else; what a test has changed on the nodes before stays. */
class NmStateInstallationTest {

    private static List<java.nio.file.Path> withoutNmState() {
        var all = PlatformCrds.ofEnvironment();
        return all.files().stream()
                .filter(file -> !all.files("nmstate.io").contains(file))
                .toList();
    }

    @Test
    void itStartsWhenItsKindsCome() throws Exception {
        try (var plane = ControlPlane.start(ControlPlaneOptions.defaults()
                        .withBeforeControllers(admin -> PlatformCrds.applyAll(admin, withoutNmState())));
                var client = plane.adminClient();
                var platform = SimulatedPlatform.start(client, PlatformOptions.of(Pace.instant()))) {
            assertThat(platform.nmState().isRunning()).isFalse();
            platform.nmState().give("node-2", HostInterface.ethernet("ens3"));
            PlatformCrds.applyAll(client, PlatformCrds.ofEnvironment().files("nmstate.io"));
            Scene.await("it runs", platform.nmState()::isRunning, running -> running);
            assertThat(interfaces(client)).contains("ens3");
        }
    }

    private static List<String> interfaces(KubernetesClient client) {
        var state = Scene.await(
                "node-2 reported",
                () -> client.genericKubernetesResources(Kinds.NODE_STATE)
                        .withName("node-2")
                        .get(),
                there -> there != null && Tree.of(there).at("status").has("currentState"));
        return Tree.of(state).items("status", "currentState", "interfaces").stream()
                .map(HostState::name)
                .toList();
    }
}
