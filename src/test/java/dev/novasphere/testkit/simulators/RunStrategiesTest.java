package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each run strategy does when people start and stop machines, and when guests end by themselves. */
class RunStrategiesTest {

    private final Scene scene = Scene.open();

    @AfterEach
    void leave() {
        scene.close();
    }

    private GenericKubernetesResource machine() {
        return scene.resource(Kinds.VIRTUAL_MACHINE, "web").get();
    }

    private Tree status() {
        return scene.status(Kinds.VIRTUAL_MACHINE, "web");
    }

    private String instanceUid() {
        return scene.resource(Kinds.INSTANCE, "web").get().getMetadata().getUid();
    }

    @Test
    void aGuestThatShutsDownIsStartedAgainOnlyUnderAlways() {
        scene.apply(Machines.running("Always"));
        scene.awaitReady("web");
        var first = instanceUid();
        scene.platform.kubeVirt().guestShutdown(scene.namespace, "web");
        Scene.await(
                "another instance",
                () -> scene.resource(Kinds.INSTANCE, "web").get(),
                i -> i != null
                        && !i.getMetadata().getUid().equals(first)
                        && Tree.of(i).is("Running", "status", "phase"));
    }

    @Test
    void rerunOnFailureStartsAgainAfterACrashAndNotAfterAShutdown() {
        scene.apply(Machines.running("RerunOnFailure"));
        scene.awaitReady("web");
        var first = instanceUid();
        scene.platform.kubeVirt().crash(scene.namespace, "web");
        Scene.await(
                "another instance",
                () -> scene.resource(Kinds.INSTANCE, "web").get(),
                i -> i != null
                        && !i.getMetadata().getUid().equals(first)
                        && Tree.of(i).is("Running", "status", "phase"));
        scene.awaitReady("web");
        scene.platform.kubeVirt().guestShutdown(scene.namespace, "web");
        Scene.await("no instance", this::status, s -> s.is("Stopped", "printableStatus") && !s.has("created"));
    }

    @Test
    void onceKeepsTheInstanceThatEnded() {
        scene.apply(Machines.running("Once"));
        scene.awaitReady("web");
        scene.platform.kubeVirt().guestShutdown(scene.namespace, "web");
        var stopped = scene.awaitMachine("web", "Stopped");
        assertThat(stopped.is("true", "created")).isTrue();
        var instance = Scene.await(
                "released",
                () -> scene.resource(Kinds.INSTANCE, "web").get(),
                i -> i.getMetadata().getFinalizers().isEmpty());
        assertThat(Tree.of(instance).text("status", "phase")).hasValue("Succeeded");
    }

    @Test
    void underManualPeopleStartAndStop() {
        var kubeVirt = scene.platform.kubeVirt();
        scene.apply(Machines.running("Manual"));
        Scene.await("settled", this::status, s -> s.has("observedGeneration"));
        kubeVirt.virtctlStart(scene.namespace, "web");
        scene.awaitReady("web");
        Scene.await("request done", this::status, s -> !s.has("stateChangeRequests"));
        var first = instanceUid();
        kubeVirt.virtctlRestart(scene.namespace, "web");
        Scene.await(
                "restarted",
                () -> scene.resource(Kinds.INSTANCE, "web").get(),
                i -> i != null
                        && !i.getMetadata().getUid().equals(first)
                        && Tree.of(i).is("Running", "status", "phase"));
        Scene.await("requests done", this::status, s -> !s.has("stateChangeRequests"));
        kubeVirt.virtctlStop(scene.namespace, "web");
        Scene.await("no instance", this::status, s -> s.is("Stopped", "printableStatus") && !s.has("created"));
    }

    @Test
    void virtctlStopTakesTheRunStrategyOver() {
        scene.apply(Machines.running("Always"));
        scene.awaitReady("web");
        scene.platform.kubeVirt().virtctlStop(scene.namespace, "web");
        scene.awaitMachine("web", "Stopped");
        assertThat(Tree.of(machine()).text("spec", "runStrategy")).hasValue("Halted");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> scene.apply(Machines.running("Always"))))
                .hasMessageContaining("conflict with \"virt-api\"")
                .hasMessageContaining(".spec.runStrategy");
    }

    @Test
    void stopUnderRerunOnFailureKeepsTheStrategy() {
        scene.apply(Machines.running("RerunOnFailure"));
        scene.awaitReady("web");
        scene.platform.kubeVirt().virtctlStop(scene.namespace, "web");
        Scene.await("no instance", this::status, s -> s.is("Stopped", "printableStatus") && !s.has("created"));
        assertThat(Tree.of(machine()).text("spec", "runStrategy")).hasValue("RerunOnFailure");
    }

    @Test
    void requestsThatMakeNoSenseAreRefused() {
        var kubeVirt = scene.platform.kubeVirt();
        scene.apply(Machines.running("Halted"));
        Scene.await("settled", this::status, s -> s.has("observedGeneration"));
        assertThatThrownBy(() -> kubeVirt.virtctlStop(scene.namespace, "web"))
                .hasMessage("Operation cannot be fulfilled on virtualmachine.kubevirt.io \"web\": VM is not running");
        assertThatThrownBy(() -> kubeVirt.virtctlRestart(scene.namespace, "web"))
                .hasMessageEndingWith("RunStategy Halted does not support manual restart requests");
        kubeVirt.virtctlStart(scene.namespace, "web");
        scene.awaitReady("web");
        assertThat(Tree.of(machine()).text("spec", "runStrategy")).hasValue("Always");
        assertThatThrownBy(() -> kubeVirt.virtctlStart(scene.namespace, "web"))
                .hasMessageEndingWith("VM is already running");
    }
}
