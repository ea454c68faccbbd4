package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The labels by which children are found again. */
public final class Labels {
    /** Key of the label that all children carry with the value {@link #MANAGER}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /** The value of {@link #MANAGED_BY}. */
    public static final String MANAGER = "novasphere";
    /** Key of the owner's kind. */
    public static final String KIND = "vm.novasphere.dev/kind";
    /** Key of the owner's name. */
    public static final String NAME = "vm.novasphere.dev/name";
    /** Key of the owner's uid. */
    public static final String UID = "vm.novasphere.dev/uid";
    /** Key of the disk's name, on claims and DataVolumes. */
    public static final String DISK = "vm.novasphere.dev/disk";
    /** Key of the anti-affinity group, on the launcher pod. */
    static final String ANTI_AFFINITY_GROUP = "vm.novasphere.dev/anti-affinity-group";
    /** Key of the annotation on a disk that was kept from an earlier owner of the same name and taken up again. */
    public static final String REUSED = "vm.novasphere.dev/reused";
    /** Key by which the earlier documents select: {@code kubectl get vm,vmi,pvc,nad -l vmprofile=<name>}. */
    private static final String PROFILE = "vmprofile";

    private Labels() {}

    /** The labels of every child of this owner. */
    public static Map<String, String> of(MachineResource owner) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(MANAGED_BY, MANAGER);
        labels.put(KIND, owner.getKind());
        labels.put(NAME, owner.name());
        labels.put(UID, owner.uid());
        if (owner instanceof VirtualMachineProfile) {
            labels.put(PROFILE, owner.name());
        }
        return labels;
    }

    /** The labels of a disk's claim and DataVolume. */
    static Map<String, String> ofDisk(MachineResource owner, String disk) {
        var labels = of(owner);
        labels.put(DISK, disk);
        return labels;
    }

    /** The selector of all children of owners of a kind. */
    public static String selectorOf(String kind) {
        return MANAGED_BY + "=" + MANAGER + "," + KIND + "=" + kind;
    }

    /** The value of a label; empty where the object has none of that key. */
    public static Optional<String> value(HasMetadata object, String key) {
        return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(key));
    }

    /** Whether an object says that it is a disk of this name. */
    public static boolean isOfDisk(HasMetadata object, String disk) {
        return value(object, DISK).equals(Optional.of(disk));
    }

    /** Whether an object is a child of exactly this owner, not of an earlier one of the same name. */
    public static boolean belongsTo(HasMetadata object, MachineResource owner) {
        return wasMadeFor(object, owner) && value(object, UID).equals(Optional.of(owner.uid()));
    }

    /** Whether an object is a child of this owner or of an earlier one of the same kind, namespace and name. */
    public static boolean wasMadeFor(HasMetadata object, MachineResource owner) {
        return value(object, MANAGED_BY).equals(Optional.of(MANAGER))
                && value(object, KIND).equals(Optional.of(owner.getKind()))
                && value(object, NAME).equals(Optional.of(owner.name()))
                && owner.namespace().equals(object.getMetadata().getNamespace());
    }

    /**
     * The labels that reach the launcher pod: the user's, so that Services select VMs, and ours. KubeVirt refuses its
     * own reserved keys on a template, and nobody forges ours.
     */
    static Map<String, String> ofTemplate(MachineResource owner) {
        var labels = new LinkedHashMap<String, String>();
        Optional.ofNullable(owner.getMetadata().getLabels()).orElse(Map.of()).forEach((key, value) -> {
            if (!key.startsWith("kubevirt.io/") && !key.startsWith("vm.novasphere.dev/")) {
                labels.put(key, value);
            }
        });
        labels.putAll(of(owner));
        var group = owner.getSpec().highAvailability().antiAffinityGroup();
        if (group != null) {
            labels.put(ANTI_AFFINITY_GROUP, group);
        }
        return labels;
    }

    /** Whether a disk was kept from an earlier owner of the same name and taken up again. */
    public static boolean isReused(HasMetadata disk) {
        var annotations = disk.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(REUSED));
    }
}
