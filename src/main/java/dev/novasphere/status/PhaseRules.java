package dev.novasphere.status;

import dev.novasphere.external.ObservedCondition;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The phase that people see. Rows are tried in order and the first that matches wins; the old phase is never read, so
 * nothing can latch. Source of the words: KubeVirt's {@code printableStatus} and conditions, kubevirt.io/api/core/v1.
 */
final class PhaseRules {
    private record Row(Phase phase, Predicate<Situation> when) {}

    private static final Set<String> RUNNING = Set.of("Running", "Migrating", "Paused", "Stopping");
    private static final Set<String> FAULTS = Set.of("CrashLoopBackOff", "ImagePullBackOff", "DataVolumeError");

    private static final List<Row> ROWS = List.of(
            new Row(Phase.Deleting, s -> s.owner().beingDeleted()),
            new Row(Phase.Error, s -> !s.applied().refusals().isEmpty()),
            new Row(Phase.Error, PhaseRules::startRefused),
            new Row(Phase.Error, PhaseRules::faulty),
            new Row(Phase.Running, s -> RUNNING.contains(s.printableStatus()) && s.instanceExists()),
            new Row(Phase.Stopped, PhaseRules::isOff),
            new Row(
                    Phase.Creating,
                    s -> !s.applied().written().isEmpty() || s.observed().anyChild()),
            new Row(Phase.Pending, s -> true));

    private PhaseRules() {}

    static Phase of(Situation situation) {
        return ROWS.stream()
                .filter(row -> row.when().test(situation))
                .findFirst()
                .orElseThrow()
                .phase();
    }

    /** KubeVirt prints "Stopped" for a VM whose instance its own admission refuses; only Failure tells. */
    static boolean startRefused(Situation s) {
        return !s.runStrategy().equals("Halted")
                && s.machineCondition("Failure")
                        .filter(ObservedCondition::holds)
                        .isPresent();
    }

    /** Synchronized is read from the instance: on a stopped VM the copy of an earlier run stays for ever. */
    static boolean faulty(Situation s) {
        return (s.printableStatus().startsWith("Err") && !waitsForClaims(s))
                || FAULTS.contains(s.printableStatus())
                || (s.instanceLives()
                        && s.instanceCondition("Synchronized")
                                .filter(ObservedCondition::fails)
                                .isPresent());
    }

    /**
     * A scheduler calls a pod unschedulable for as long as a claim of a class that binds at once is not bound, which is a
     * step of every creation. The words are kube-scheduler's, ErrReasonUnboundImmediatePVCs.
     */
    private static boolean waitsForClaims(Situation s) {
        return s.machineCondition("PodScheduled")
                .filter(condition -> condition.text().contains("unbound immediate PersistentVolumeClaims"))
                .isPresent();
    }

    /**
     * Off, and staying off. Between a guest's end and its next start KubeVirt prints "Stopped" as well, and so it does
     * for a VM that has just been made; the strategy, or what an earlier run left behind, tells them apart.
     */
    static boolean isOff(Situation s) {
        if (s.instanceLives() || !s.printableStatus().equals("Stopped")) {
            return false;
        }
        return switch (s.runStrategy()) {
            case "Halted", "Manual" -> true;
            case "Once", "RerunOnFailure" -> s.instanceExists() || hasRunBefore(s);
            default -> false;
        };
    }

    /** The VM copies its instance's conditions and keeps them when the instance is gone. */
    private static boolean hasRunBefore(Situation s) {
        return s.machineCondition("LiveMigratable").isPresent();
    }
}
