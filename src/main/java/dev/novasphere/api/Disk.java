package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One disk of the guest.
 *
 * @param name unique in the Wukong
 * @param size capacity as a Kubernetes quantity; only grows
 * @param storageClassName StorageClass, or an alias that the operator's configuration knows
 * @param boot whether the firmware tries this disk first
 * @param image where its content comes from; null: an empty disk
 * @param reclaimPolicy what happens to the data when the Wukong is deleted
 * @param accessMode access mode of the claim; null: what CDI's StorageProfile of the class says
 * @param volumeMode volume mode of the claim; null: what CDI's StorageProfile of the class says
 * @param pullSecret Secret with the image host's credentials; handed to CDI by name, never read
 * @param caConfigMap ConfigMap with the image host's certificate authority; handed to CDI by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Disk(
        String name,
        @Nullable String size,
        @Nullable String storageClassName,
        @Nullable Boolean boot,
        @Nullable String image,
        @KnownWord @Nullable ReclaimPolicy reclaimPolicy,
        @Nullable String accessMode,
        @Nullable String volumeMode,
        @Nullable String pullSecret,
        @Nullable String caConfigMap) {

    /** What happens to a disk's data when its Wukong is deleted. */
    public enum ReclaimPolicy {
        /** The data goes with the Wukong. */
        Delete,
        /** The claim stays, and a Wukong of the same kind and name takes it up again. */
        Retain
    }

    public Disk {
        storageClassName = Absence.text(storageClassName);
        image = Absence.text(image);
        accessMode = Absence.text(accessMode);
        volumeMode = Absence.text(volumeMode);
        pullSecret = Absence.text(pullSecret);
        caConfigMap = Absence.text(caConfigMap);
    }

    /** Whether this disk carries the boot flag. */
    public boolean boots() {
        return Boolean.TRUE.equals(boot);
    }

    /** The policy in force: as written, else Delete for a disk made from an image and Retain for an empty one. */
    public ReclaimPolicy reclaimPolicyOr(boolean madeFromImage) {
        if (reclaimPolicy != null) {
            return reclaimPolicy;
        }
        return madeFromImage ? ReclaimPolicy.Delete : ReclaimPolicy.Retain;
    }
}
