package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How machines fail, and what heals them: the table of observed failures of KubeVirt 1.8.4. */
class KubeVirtFaultsTest {

    private final Scene scene = Scene.open();

    @AfterEach
    void leave() {
        scene.close();
    }

    private Tree status() {
        return scene.status(Kinds.VIRTUAL_MACHINE, "web");
    }

    private Tree awaitCondition(String type, String status) {
        return Scene.condition(
                Scene.await(
                        "condition " + type + "=" + status,
                        this::status,
                        s -> Scene.condition(s, type).is(status, "status")),
                type);
    }

    @Test
    void aMachineWithoutMemoryIsStoppedWithAFailure() {
        scene.apply(Machines.withoutMemory());
        var failure = awaitCondition("Failure", "True");
        assertThat(status().text("printableStatus")).hasValue("Stopped");
        assertThat(failure.text("reason")).hasValue("FailedCreate");
        assertThat(failure.text("message").orElseThrow()).contains("no memory requested");
    }

    @Test
    void anUnregisteredBindingKeepsTheMachineStarting() {
        scene.apply(Machines.attachment("tenant"));
        scene.apply(Machines.withBinding("tenant", "nope"));
        var failure = awaitCondition("Synchronized", "False");
        assertThat(status().text("printableStatus")).hasValue("Starting");
        assertThat(failure.text("message"))
                .hasValue("failed to render launch manifest: couldn't find configuration for network binding: nope");
    }

    @Test
    void aMissingAttachmentKeepsTheMachineStartingUntilItIsThere() {
        scene.apply(Machines.networkData("02:00:00:00:00:02", "10.0.0.5/24"));
        scene.apply(Machines.withBridge("tenant", "02:00:00:00:00:02"));
        var failure = awaitCondition("Synchronized", "False");
        assertThat(failure.text("message"))
                .hasValue("failed to render launch manifest: failed to locate network attachment definition "
                        + scene.namespace + "/tenant");
        scene.apply(Machines.attachment("tenant"));
        scene.awaitReady("web");
        assertThat(Scene.condition(status(), "Synchronized").map()).isEmpty();
    }

    @Test
    void aMissingSecretKeepsTheMachineStartingWithoutAWord() {
        scene.apply(Machines.attachment("tenant"));
        scene.apply(Machines.withBridge("tenant", "02:00:00:00:00:02"));
        awaitCondition("Ready", "False");
        var pods = scene.client.pods().inNamespace(scene.namespace);
        Scene.await(
                "a launcher on a node",
                () -> pods.list().getItems(),
                p -> p.stream().anyMatch(pod -> pod.getSpec().getNodeName() != null));
        assertThat(status().text("printableStatus")).hasValue("Starting");
        assertThat(Scene.condition(status(), "Synchronized").map()).isEmpty();
        scene.apply(Machines.networkData("02:00:00:00:00:02", "10.0.0.5/24"));
        scene.awaitReady("web");
    }

    @Test
    void startsThatFailAreTriedAgainWithBackOff() {
        var seen = scene.record(Kinds.VIRTUAL_MACHINE, "web");
        scene.platform.kubeVirt().failNextStart(scene.namespace, "web", 2);
        scene.apply(Machines.running("Always"));
        Scene.awaitRecorded(seen, s -> s.is("true", "ready"));
        assertThat(Scene.steps(seen, "printableStatus"))
                .containsExactly(
                        "",
                        "Stopped",
                        "Starting",
                        "CrashLoopBackOff",
                        "Starting",
                        "CrashLoopBackOff",
                        "Starting",
                        "Running");
        assertThat(seen).anyMatch(s -> s.number(0, "startFailure", "consecutiveFailCount") == 2);
        assertThat(status().has("startFailure")).isFalse();
    }

    @Test
    void theSchedulersAndTheKubeletsComplaintsAreCopied() {
        var kubeVirt = scene.platform.kubeVirt();
        kubeVirt.unschedulable(scene.namespace, "web", "0/3 nodes are available: 3 Insufficient memory.");
        kubeVirt.imagePullError(scene.namespace, "web", "Back-off pulling image");
        scene.apply(Machines.running("Always"));
        scene.awaitMachine("web", "ErrorUnschedulable");
        assertThat(Scene.condition(status(), "PodScheduled").text("message"))
                .hasValue("0/3 nodes are available: 3 Insufficient memory.");
        kubeVirt.heal(scene.namespace, "web");
        scene.awaitReady("web");
    }

    @Test
    void anImageThatCannotBePulledIsShown() {
        scene.platform.kubeVirt().imagePullError(scene.namespace, "web", "Back-off pulling image \"launcher\"");
        scene.apply(Machines.running("Always"));
        scene.awaitMachine("web", "ImagePullBackOff");
        scene.platform.kubeVirt().heal(scene.namespace, "web");
        scene.awaitReady("web");
    }
}
