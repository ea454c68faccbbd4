package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Machines whose disks are missing, still being filled, or deleted under them. */
class MachineDisksTest {

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
    void aFailingImportIsAnErrorOfTheMachine() {
        scene.platform.cdi().failImport(scene.namespace, "root", "x509: certificate signed by unknown authority");
        scene.apply(Machines.dataVolume("longhorn"));
        scene.apply(Machines.withDisk("dataVolume: {name: root}"));
        scene.awaitMachine("web", "DataVolumeError");
        scene.platform.cdi().recover(scene.namespace, "root");
        scene.awaitReady("web");
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
