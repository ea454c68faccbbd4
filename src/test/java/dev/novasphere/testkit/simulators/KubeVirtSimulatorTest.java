package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Walks the recipes that were observed of KubeVirt 1.8.4. */
class KubeVirtSimulatorTest {

    private static final String MACHINE = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {name: web}
            spec:
              runStrategy: Always
              template:
                spec:
                  domain:
                    cpu: {sockets: 2, cores: 1, threads: 1}
                    memory: {guest: 2Gi}
                    devices:
                      interfaces: [{name: default, masquerade: {}, macAddress: "02:00:00:00:00:01"}]
                  networks: [{name: default, pod: {}}]
            """;

    private final Scene scene = Scene.open();

    @AfterEach
    void leave() {
        scene.close();
    }

    @Test
    void aMachineGoesFromStoppedThroughStartingToRunning() {
        var seen = scene.record(Kinds.VIRTUAL_MACHINE, "web");
        var instances = scene.record(Kinds.INSTANCE, "web");
        scene.apply(MACHINE);
        scene.awaitMachine("web", "Running");
        Scene.await("ready", () -> scene.status(Kinds.VIRTUAL_MACHINE, "web"), s -> s.is("true", "ready"));

        assertThat(Scene.steps(seen, "printableStatus")).containsExactly("", "Stopped", "Starting", "Running");
        assertThat(Scene.steps(instances, "phase"))
                .containsExactly("", "Pending", "Scheduling", "Scheduled", "Running");
    }
}
