package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** An import without a populator: the importer writes into the claim itself, once that is bound. */
record DirectImport(Writes dataVolumes, Importers importers, ImportTransfer transfer) {

    void proceed(GenericKubernetesResource dataVolume, PersistentVolumeClaim claim) {
        var status = ImportStatus.of(dataVolume);
        if (!VolumeBinderSimulator.isBound(claim)) {
            return;
        }
        switch (Tree.of(dataVolume).text("status", "phase").orElse("")) {
            case "Pending", "WaitForFirstConsumer" ->
                dataVolumes.status(dataVolume, status.bound("PVCBound").tree());
            case "PVCBound" -> {
                importers.running(claim);
                dataVolumes.status(dataVolume, status.bound("ImportScheduled").tree());
            }
            default -> importers.running(claim).ifPresent(_ -> transfer.proceed(dataVolume));
        }
    }
}
