package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A machine's printable status: the first row that matches (virt-controller's watch/vm/vm.go, in its order). */
final class PrintableStatus {

    /** What the rows look at. The instance is the one that exists after this pass, also if it was made in it. */
    record View(
            GenericKubernetesResource machine,
            Optional<GenericKubernetesResource> instance,
            Tree status,
            Volumes volumes) {

        boolean phase(String... phases) {
            return instance.isPresent()
                    && List.of(phases)
                            .contains(Tree.of(instance.get())
                                    .text("status", "phase")
                                    .orElse(""));
        }

        boolean condition(String type, String status, String reason) {
            return instance.isPresent()
                    && Tree.of(instance.get()).items("status", "conditions").stream()
                            .anyMatch(c -> c.is(type, "type")
                                    && c.is(status, "status")
                                    && (reason.isEmpty() || c.is(reason, "reason")));
        }

        boolean ending() {
            return instance.filter(i -> i.getMetadata().getDeletionTimestamp() != null)
                    .isPresent();
        }

        boolean waitsForConsumer() {
            return volumes.phases().stream().anyMatch(List.of("WaitForFirstConsumer", "PendingPopulation")::contains);
        }
    }

    /**
     * What is known of the machine's DataVolumes.
     *
     * @param phases of those behind its instance
     * @param failing whether an importer of its template's was last seen failing
     */
    record Volumes(List<String> phases, boolean failing) {}

    private record Row(String status, Predicate<View> applies) {}

    private static final List<Row> ROWS = List.of(
            new Row("Terminating", v -> v.machine().getMetadata().getDeletionTimestamp() != null),
            new Row("Stopping", v -> v.ending() && !v.phase("Succeeded", "Failed")),
            new Row("Paused", v -> v.condition("Paused", "True", "")),
            new Row("Running", v -> v.phase("Running")),
            new Row("ErrorPvcNotFound", v -> v.condition("Synchronized", "False", "FailedPvcNotFound")),
            new Row("DataVolumeError", v -> v.volumes().failing()),
            new Row("ErrorUnschedulable", v -> v.condition("PodScheduled", "False", "Unschedulable")),
            new Row("WaitingForVolumeBinding", v -> v.phase("Pending", "Scheduling") && v.waitsForConsumer()),
            new Row("Provisioning", v -> v.phase("", "Pending") && v.condition("DataVolumesReady", "False", "")),
            new Row("ErrImagePull", v -> v.condition("Synchronized", "False", "ErrImagePull")),
            new Row("ImagePullBackOff", v -> v.condition("Synchronized", "False", "ImagePullBackOff")),
            new Row("Starting", v -> v.phase("", "Pending", "Scheduling", "Scheduled")),
            new Row(
                    "CrashLoopBackOff",
                    v -> v.status().has("startFailure")
                            && !PowerPlan.strategy(Tree.of(v.machine())).equals("Halted")),
            new Row("Stopped", _ -> true));

    private PrintableStatus() {}

    static String of(View view) {
        return ROWS.stream()
                .filter(row -> row.applies().test(view))
                .findFirst()
                .orElseThrow()
                .status();
    }
}
