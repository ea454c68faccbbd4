package dev.novasphere.status;

import dev.novasphere.desired.DiskPlan;
import dev.novasphere.external.DataVolumeStatus;
import dev.novasphere.external.ObservedCondition;
import dev.novasphere.observed.Storage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The condition VolumesBound. */
final class VolumeCondition {
    private static final Set<String> KINDS = Set.of("PersistentVolumeClaim", "DataVolume");
    /** CDI's phases for a volume that is bound by its consumer: without and with a CSI populator. */
    private static final Set<String> WAITING = Set.of("WaitForFirstConsumer", "PendingPopulation");

    private static final Set<String> NO_CLAIM = Set.of("ErrClaimNotValid", "CloneWithoutSource");

    private VolumeCondition() {}

    static Verdict of(Situation s, List<DiskPlan> plans) {
        var refusal = s.applied().refusalOf(KINDS);
        if (refusal.isPresent()) {
            return Refusals.verdict(refusal.get());
        }
        if (plans.isEmpty()) {
            return Verdict.yes(Reason.NoVolumes, "The Wukong has no disks.");
        }
        var open = new ArrayList<Verdict>();
        var growing = new ArrayList<Verdict>();
        for (var plan : plans) {
            waiting(plan, s.observed().facts().storage()).ifPresent(open::add);
            growing(plan).ifPresent(growing::add);
        }
        if (!open.isEmpty()) {
            return joined(open);
        }
        return growing.isEmpty()
                ? Verdict.yes(Reason.VolumesReady, "Every disk is bound and filled.")
                : joined(growing);
    }

    /** What somebody must act upon comes before what only takes its time. */
    private static Verdict joined(List<Verdict> verdicts) {
        verdicts.sort(Comparator.comparing(verdict -> !verdict.reason().isRefusal()));
        var first = verdicts.getFirst();
        return new Verdict(
                first.status(),
                first.reason(),
                verdicts.stream().map(Verdict::message).collect(Collectors.joining(" ")));
    }

    private static Optional<Verdict> waiting(DiskPlan plan, Storage storage) {
        if (plan.observed().isReady()) {
            return Optional.empty();
        }
        return ClassVerdict.fault(plan, storage)
                .or(() -> plan.observed()
                        .dataVolumeStatus()
                        .or(() -> plan.isImported() ? Optional.of(DataVolumeStatus.NONE) : Optional.empty())
                        .map(status -> importing(plan, status)))
                .or(() -> Optional.of(ClassVerdict.waiting(plan, storage)));
    }

    private static Verdict importing(DiskPlan plan, DataVolumeStatus status) {
        var disk = plan.disk().name();
        var phase = status.phase() == null ? "" : status.phase();
        var fault = status.importFault();
        var bound = condition(status, "Bound");
        if (bound.filter(c -> NO_CLAIM.contains(String.valueOf(c.reason()))).isPresent()) {
            return Verdict.no(
                    Reason.ClaimNotValid,
                    "Disk \"%s\" gets no claim: CDI says \"%s\". See accessMode and volumeMode of the disk, and the StorageProfile of its storage class."
                            .formatted(disk, bound.get().text()));
        }
        if (WAITING.contains(phase)) {
            return Verdict.no(
                    Reason.WaitingForConsumer,
                    "Disk \"%s\" is imported when the VM starts: its storage class binds a volume to the node of the first consumer."
                            .formatted(disk));
        }
        if (fault.isPresent()) {
            return Verdict.no(Reason.ImportFailed, ImportFault.of(plan.disk(), fault.get()));
        }
        if (phase.equals("Failed")) {
            return Verdict.no(Reason.ImportFailed, "The import of disk \"%s\" has failed.".formatted(disk));
        }
        return phase.equals("ImportInProgress") || phase.equals("Succeeded")
                ? Verdict.no(Reason.Importing, "Disk \"%s\" is being imported.".formatted(disk))
                : Verdict.no(Reason.ImportPending, "Disk \"%s\" waits for its import to start.".formatted(disk));
    }

    private static Optional<ObservedCondition> condition(DataVolumeStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    private static Optional<Verdict> growing(DiskPlan plan) {
        var requested = plan.observed().requested();
        var capacity = plan.observed().capacity();
        if (requested.isEmpty() || capacity.isEmpty() || atLeast(capacity.get(), requested.get())) {
            return Optional.empty();
        }
        return Optional.of(Verdict.yes(
                Reason.VolumeResizing,
                "Disk \"%s\" is growing: its claim asks for %s, its volume has %s."
                        .formatted(plan.disk().name(), requested.get(), capacity.get())));
    }

    private static boolean atLeast(Quantity one, Quantity other) {
        return one.getNumericalAmount().compareTo(other.getNumericalAmount()) >= 0;
    }
}
