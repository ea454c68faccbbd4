package dev.novasphere.observed;

import java.util.Map;
import java.util.Optional;

/**
 * What the cluster offers to disks.
 *
 * @param classes the StorageClasses by name
 */
public record Storage(Map<String, OfferedClass> classes) {
    /** No class at all. */
    public static final Storage NONE = new Storage(Map.of());

    /**
     * One StorageClass.
     *
     * @param bindsLate whether a volume is made only when its first consumer has a node (WaitForFirstConsumer)
     * @param modes the modes that CDI advises; empty where it does not know the provisioner
     */
    public record OfferedClass(boolean bindsLate, Optional<ClaimModes> modes) {}

    public Storage {
        classes = Map.copyOf(classes);
    }

    /** The modes that suit a class: CDI's advice, else what every storage can do. */
    public ClaimModes modesOf(Optional<String> storageClass) {
        return storageClass
                .flatMap(name -> Optional.ofNullable(classes.get(name)))
                .flatMap(OfferedClass::modes)
                .orElse(ClaimModes.PLAIN);
    }
}
