package dev.novasphere.status;

import dev.novasphere.desired.DiskPlan;
import dev.novasphere.observed.Storage;
import java.util.Optional;
import java.util.TreeSet;

/** Why a disk has no volume yet, as far as its StorageClass tells. Kubernetes and CDI wait without a word in these cases. */
final class ClassVerdict {
    private ClassVerdict() {}

    /** A class that is not in the cluster; empty where it is, and where the disk has its volume already. */
    static Optional<Verdict> fault(DiskPlan plan, Storage storage) {
        return plan.storageClass()
                .filter(name -> !plan.observed().isBound() && !storage.classes().containsKey(name))
                .map(name -> Verdict.no(
                        Reason.StorageClassMissing,
                        "Disk \"%s\" asks for storage class \"%s\", which is not in this cluster (%s). Ask the administrator to create it, or delete the Wukong with its empty claim %s and apply it again with a class that is there."
                                .formatted(plan.disk().name(), name, offered(storage), plan.name())));
    }

    /** What a claim waits for whose class is there. */
    static Verdict waiting(DiskPlan plan, Storage storage) {
        var name = plan.storageClass().orElse("");
        var offered = storage.classes().get(name);
        return offered != null && offered.bindsLate()
                ? Verdict.no(
                        Reason.WaitingForConsumer,
                        "Disk \"%s\" gets its volume when the VM starts: storage class \"%s\" binds a volume to the node of its first consumer."
                                .formatted(plan.disk().name(), name))
                : Verdict.no(
                        Reason.ClaimPending,
                        "Disk \"%s\" waits for storage class \"%s\" to provide a volume for claim %s. If it lasts, the events of that claim say why."
                                .formatted(plan.disk().name(), name, plan.name()));
    }

    private static String offered(Storage storage) {
        return storage.classes().isEmpty()
                ? "it has none at all"
                : "there are: "
                        + String.join(", ", new TreeSet<>(storage.classes().keySet()));
    }
}
