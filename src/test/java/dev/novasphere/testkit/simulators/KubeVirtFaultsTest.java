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
    void aMissingClaimIsNamed() {
        scene.apply(Machines.withDisk("persistentVolumeClaim: {claimName: nosuch}"));
        scene.awaitMachine("web", "ErrorPvcNotFound");
        assertThat(Scene.condition(status(), "PodScheduled").text("message"))
                .hasValue("PVC " + scene.namespace + "/nosuch does not exist, waiting for it to appear");
    }

    @Test
    void anUnfinishedImportKeepsTheMachineProvisioning() {
        scene.platform.cdi().holdImport(scene.namespace, "root", "42.5%");
        scene.apply(Machines.dataVolume("longhorn"));
        scene.apply(Machines.withDisk("dataVolume: {name: root}"));
        scene.awaitMachine("web", "Provisioning");
        assertThat(awaitCondition("DataVolumesReady", "False").text("reason")).hasValue("NotAllDVsReady");
        assertThat(Scene.condition(status(), "Ready").text("reason")).hasValue("PodNotExists");
        scene.platform.cdi().recover(scene.namespace, "root");
        scene.awaitReady("web");
        assertThat(Scene.condition(status(), "DataVolumesReady").text("reason")).hasValue("AllDVsReady");
    }

    @Test
    void aDiskThatWaitsForItsConsumerIsFilledWhenTheMachineStarts() {
        for (var storageClass : java.util.List.of("longhorn-wffc", "local-path")) {
            try (var own = Scene.open()) {
                var seen = own.record(Kinds.VIRTUAL_MACHINE, "web");
                own.apply(Machines.dataVolume(storageClass));
                var waiting = storageClass.equals("local-path") ? "WaitForFirstConsumer" : "PendingPopulation";
                Scene.await(waiting, () -> own.status(Kinds.DATA_VOLUME, "root"), s -> s.is(waiting, "phase"));
                own.apply(Machines.withDisk("dataVolume: {name: root}"));
                own.awaitReady("web");
                assertThat(Scene.steps(seen, "printableStatus")).contains("WaitingForVolumeBinding");
            }
        }
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

    @Test
    void aDataVolumeDeletedUnderARunningMachineLeavesItsClaimUntilThePodGoes() {
        scene.apply(Machines.dataVolume("longhorn"));
        scene.apply(Machines.withDisk("dataVolume: {name: root}"));
        scene.awaitReady("web");
        scene.resource(Kinds.DATA_VOLUME, "root").delete();
        var claim = scene.client
                .persistentVolumeClaims()
                .inNamespace(scene.namespace)
                .withName("root");
        Scene.await("terminating", claim::get, c -> c.getMetadata().getDeletionTimestamp() != null);
        assertThat(status().text("printableStatus")).hasValue("Running");
        scene.resource(Kinds.VIRTUAL_MACHINE, "web").delete();
        Scene.await("claim gone", () -> claim.get() == null, gone -> gone);
    }
}
