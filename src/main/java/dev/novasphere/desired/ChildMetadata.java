package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** The metadata of children. */
final class ChildMetadata {
    private ChildMetadata() {}

    /** Goes with its owner by garbage collection. */
    static ObjectMeta owned(MachineResource owner, String name) {
        return new ObjectMetaBuilder()
                .withNamespace(owner.namespace())
                .withName(name)
                .withLabels(Labels.of(owner))
                .addNewOwnerReference()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.name())
                .withUid(owner.uid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }

    /**
     * A disk. It has no owner reference: foreground deletion would take it from under a running VM, and would not ask for
     * its reclaim policy. The finalizer deletes it in its turn.
     */
    static ObjectMeta disk(MachineResource owner, String name, String disk) {
        return new ObjectMetaBuilder()
                .withNamespace(owner.namespace())
                .withName(name)
                .withLabels(Labels.ofDisk(owner, disk))
                .build();
    }
}
