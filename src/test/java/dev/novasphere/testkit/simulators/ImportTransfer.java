package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** How an import goes on once its importer runs: progress, failures, the end. */
record ImportTransfer(WorkQueue queue, Writes writes, Pace pace, ImportFaults faults) {

    /** One step of an import whose importer runs. */
    void proceed(GenericKubernetesResource dataVolume) {
        var key = Key.of(dataVolume);
        var status = ImportStatus.of(dataVolume);
        var failure = faults.failure(key);
        var held = faults.held(key);
        var begun = Tree.of(dataVolume).is("ImportInProgress", "status", "phase");
        if (!begun) {
            writes.status(dataVolume, status.importing("N/A").tree());
        } else if (failure.isPresent()) {
            writes.status(dataVolume, status.failing(failure.get()).tree());
        } else if (held.isPresent()) {
            writes.status(dataVolume, status.importing(held.get()).tree());
        } else if (stopped(dataVolume)) {
            var progress = Tree.of(dataVolume).text("status", "progress").orElse("N/A");
            writes.status(dataVolume, status.importing(progress).tree());
        } else if (transferred(key, dataVolume)) {
            writes.status(dataVolume, status.succeeded().tree());
        }
    }

    /** Whether the importer was last seen failing. */
    private static boolean stopped(GenericKubernetesResource dataVolume) {
        return Tree.of(dataVolume).items("status", "conditions").stream()
                .anyMatch(c -> c.is("Running", "type") && c.is("False", "status"));
    }

    /** Whether all is there; until then the progress is written, share by share. */
    private boolean transferred(Key key, GenericKubernetesResource dataVolume) {
        int reports = pace.progressReports();
        var share = pace.transfer().dividedBy(reports + 1);
        for (int i = 1; i <= reports; i++) {
            var progress = "%.1f%%".formatted(100.0 * i / (reports + 1));
            var reached = reached(dataVolume) >= 100.0 * i / (reports + 1) - 0.1;
            if (!reached) {
                if (queue.waited(key, progress, share)) {
                    writes.status(
                            dataVolume,
                            ImportStatus.of(dataVolume).importing(progress).tree());
                }
                return false;
            }
        }
        return queue.waited(key, "transferred", share);
    }

    private static double reached(GenericKubernetesResource dataVolume) {
        return Tree.of(dataVolume)
                .text("status", "progress")
                .filter(progress -> progress.endsWith("%"))
                .map(progress -> Double.valueOf(progress.substring(0, progress.length() - 1)))
                .orElse(0.0);
    }
}
