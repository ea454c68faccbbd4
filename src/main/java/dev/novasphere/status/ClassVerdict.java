package dev.novasphere.status;

import dev.novasphere.desired.DiskPlan;
import dev.novasphere.observed.Storage;
import java.util.Optional;
import java.util.TreeSet;

/** Why a disk has no volume yet, as far as its StorageClass tells. Kubernetes and CDI wait without a word in these cases. */
final class ClassVerdict {
    private ClassVerdict() {}

    /** A class that is not there, or is not known; empty where the class is there or the disk has its volume already. */
    static Optional<Verdict> fault(DiskPlan plan, Storage storage) {
        if (plan.observed().isBound()) {
            return Optional.empty();
        }
        var storageClass = plan.storageClass(storage);
        if (storageClass.isEmpty()) {
            return Optional.of(Verdict.no(
                    Reason.StorageClassNotNamed,
                    "Disk \"%s\" names no storage class, and the cluster has no default one (%s). Ask the administrator to mark one as the default, or delete the Wukong with its empty claim %s and apply it again with a storageClassName."
                            .formatted(plan.disk().name(), offered(storage), plan.name())));
        }
        return storageClass
                .filter(name -> !storage.classes().containsKey(name))
                .map(name -> Verdict.no(
                        Reason.StorageClassMissing,
                        "Disk \"%s\" asks for storage class \"%s\", which is not in this cluster (%s). Ask the administrator to create it, or delete the Wukong with its empty claim %s and apply it again with a class that is there."
                                .formatted(plan.disk().name(), name, offered(storage), plan.name())));
    }

    /** What a claim waits for whose class is there. */
    static Verdict waiting(DiskPlan plan, Storage storage) {
        var name = plan.storageClass(storage).orElse("");
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
