package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** The next status of a DataVolume, as CDI's controller words it. */
final class ImportStatus {

    private final Tree status;
    private final ConditionList conditions;
    private final String name;

    private ImportStatus(GenericKubernetesResource dataVolume) {
        this.name = dataVolume.getMetadata().getName();
        this.status = Tree.of(dataVolume).at("status").copy();
        this.conditions = ConditionList.cdi(status.items("conditions"));
    }

    static ImportStatus of(GenericKubernetesResource dataVolume) {
        return new ImportStatus(dataVolume);
    }

    /** No claim can be made; phase stays empty. */
    ImportStatus refused(String message) {
        conditions.no("Bound", "ErrClaimNotValid", message);
        conditions.no("Ready", "ErrClaimNotValid", message);
        conditions.no("Running", "", "");
        return this;
    }

    /** The claim is there and the import is not: Pending, WaitForFirstConsumer or PendingPopulation. */
    ImportStatus waiting(String phase, String boundMessage) {
        status.put("claimName", name).put("phase", phase).put("progress", "N/A");
        conditions.no("Bound", "Pending", boundMessage);
        conditions.no("Ready", "", "");
        conditions.no("Running", "", "");
        return this;
    }

    /** A phase of the path without a populator, on which the claim is bound before the import. */
    ImportStatus bound(String phase) {
        status.put("phase", phase);
        return bound();
    }

    ImportStatus bound() {
        conditions.yes("Bound", "Bound", "PVC " + name + " Bound");
        return this;
    }

    ImportStatus importing(String progress) {
        status.put("phase", "ImportInProgress").put("progress", progress);
        conditions.no("Ready", "TransferRunning", "");
        conditions.yes("Running", "Pod is running", "");
        return this;
    }

    ImportStatus failing(ImportFaults.Failure failure) {
        status.put("phase", "ImportInProgress").put("restartCount", failure.restarts());
        conditions.no("Running", failure.reason(), failure.message());
        return this;
    }

    /** Success is written before the claim is seen bound: Bound stays what it was. */
    ImportStatus succeeded() {
        status.put("phase", "Succeeded").put("progress", "100.0%");
        conditions.yes("Ready", "", "");
        conditions.no("Running", "Completed", "Import Complete");
        return this;
    }

    Tree tree() {
        return status.put("conditions", conditions.toList());
    }
}
