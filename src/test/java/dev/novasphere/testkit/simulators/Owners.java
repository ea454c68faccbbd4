package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** Controller references, by which the garbage collector takes what was made for an object. */
final class Owners {

    private Owners() {}

    static OwnerReference of(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    static boolean isEnding(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    static boolean owns(HasMetadata owner, HasMetadata child) {
        return child.getMetadata().getOwnerReferences().stream()
                .anyMatch(ref -> owner.getMetadata().getUid().equals(ref.getUid()));
    }
}
