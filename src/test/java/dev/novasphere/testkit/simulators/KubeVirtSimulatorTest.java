package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Walks the recipes that were observed of KubeVirt 1.8.4: a machine's life from its creation to its deletion. */
class KubeVirtSimulatorTest {

    private final Scene scene = Scene.open();

    @AfterEach
    void leave() {
        scene.close();
    }

    private Tree status() {
        return scene.status(Kinds.VIRTUAL_MACHINE, "web");
    }

    @Test
    void aMachineGoesFromStoppedThroughStartingToReady() {
        var seen = scene.record(Kinds.VIRTUAL_MACHINE, "web");
        var instances = scene.record(Kinds.INSTANCE, "web");
        scene.apply(Machines.running("Always"));
        Scene.awaitRecorded(seen, s -> s.is("true", "ready"));
        Scene.awaitRecorded(instances, s -> s.is("Running", "phase"));

        assertThat(Scene.steps(seen, "printableStatus")).containsExactly("", "Stopped", "Starting", "Running");
        assertThat(Scene.steps(instances, "phase"))
                .containsExactly("", "Pending", "Scheduling", "Scheduled", "Running");
        assertThat(seen.get(1).has("created")).isFalse();
        assertThat(Scene.reasons(seen, "Ready"))
                .containsSubsequence("VMINotExists", "VMIConditionMissing", "GuestNotRunning", "");
    }

    @Test
    void aHaltedMachineSaysNothingOfAnInstance() {
        scene.apply(Machines.running("Halted"));
        var status = Scene.await("settled", this::status, s -> s.has("observedGeneration"));
        assertThat(status.text("printableStatus")).hasValue("Stopped");
        assertThat(status.map()).doesNotContainKeys("created", "ready");
        assertThat(Scene.condition(status, "Ready").text("reason")).hasValue("VMINotExists");
    }

    @Test
    void aStoppedMachineKeepsTheConditionsOfItsInstance() {
        scene.apply(Machines.running("Always"));
        scene.awaitReady("web");
        Scene.await(
                "agent", this::status, s -> Scene.condition(s, "AgentConnected").is("True", "status"));
        var seen = scene.record(Kinds.VIRTUAL_MACHINE, "web");
        scene.merge(Kinds.VIRTUAL_MACHINE, "web", "{\"spec\":{\"runStrategy\":\"Halted\"}}");
        var stopped =
                Scene.await("no instance", this::status, s -> s.is("Stopped", "printableStatus") && !s.has("created"));
        Scene.awaitRecorded(seen, stopped::equals);

        assertThat(Scene.steps(seen, "printableStatus")).containsExactly("Running", "Stopping", "Stopped");
        assertThat(Scene.reasons(seen, "Ready")).contains("PodTerminating");
        assertThat(Scene.condition(stopped, "AgentConnected").text("status")).hasValue("True");
        assertThat(scene.client.pods().inNamespace(scene.namespace).list().getItems())
                .isEmpty();
    }

    @Test
    void aPausedGuestIsNotReady() {
        scene.apply(Machines.running("Always"));
        scene.awaitReady("web");
        scene.platform.kubeVirt().pause(scene.namespace, "web", true);
        scene.awaitMachine("web", "Paused");
        Scene.await("not ready", this::status, s -> !s.has("ready"));
        scene.platform.kubeVirt().pause(scene.namespace, "web", false);
        scene.awaitReady("web");
    }

    @Test
    void aDeletedMachineTerminatesAndLeavesNothing() {
        scene.apply(Machines.running("Always"));
        scene.awaitReady("web");
        var seen = scene.record(Kinds.VIRTUAL_MACHINE, "web");
        scene.resource(Kinds.VIRTUAL_MACHINE, "web").delete();
        Scene.await("gone", () -> scene.resource(Kinds.VIRTUAL_MACHINE, "web").get() == null, gone -> gone);
        assertThat(Scene.steps(seen, "printableStatus")).containsExactly("Running", "Terminating");
        assertThat(scene.resource(Kinds.INSTANCE, "web").get()).isNull();
        assertThat(scene.client.pods().inNamespace(scene.namespace).list().getItems())
                .isEmpty();
    }

    @Test
    void interfacesShowTheAddressesThatTheGuestWasGiven() {
        scene.apply(Machines.attachment("tenant"));
        scene.apply(Machines.networkData("02:00:00:00:00:02", "10.0.0.5/24"));
        scene.platform.kubeVirt().silenceAgent(scene.namespace, "web");
        scene.apply(Machines.withBridge("tenant", "02:00:00:00:00:02"));
        scene.awaitReady("web");
        var before = interfaces();
        assertThat(before.getLast().text("mac")).hasValue("02:00:00:00:00:02");
        assertThat(before.getFirst().text("ipAddress")).isPresent();
        assertThat(before.getLast().map()).doesNotContainKeys("ipAddress", "interfaceName");

        scene.platform.kubeVirt().heal(scene.namespace, "web");
        var after =
                Scene.await("agent's report", this::interfaces, i -> i.getLast().has("ipAddress"));
        assertThat(after.getLast().text("ipAddress")).hasValue("10.0.0.5");
        assertThat(after.getLast().text("interfaceName")).hasValue("enp2s0");
    }

    private List<Tree> interfaces() {
        return scene.status(Kinds.INSTANCE, "web").items("interfaces");
    }
}
