package dev.novasphere.observed;

import java.util.Map;
import java.util.Optional;

/**
 * What the cluster offers to disks.
 *
 * @param classes the StorageClasses by name
 * @param usual name of the class of a claim that names none ({@code storageclass.kubernetes.io/is-default-class})
 * @param forMachines name of the class that CDI takes for a DataVolume that names none
 *     ({@code storageclass.kubevirt.io/is-default-virt-class}, else the usual one)
 */
public record Storage(Map<String, OfferedClass> classes, Optional<String> usual, Optional<String> forMachines) {
    /** No class at all. */
    public static final Storage NONE = new Storage(Map.of(), Optional.empty(), Optional.empty());

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
