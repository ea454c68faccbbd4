package dev.novasphere.cluster;

import dev.novasphere.external.StorageProfile;
import dev.novasphere.observed.ClaimModes;
import dev.novasphere.observed.Storage;
import dev.novasphere.observed.Storage.OfferedClass;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the cluster offers to disks, from its StorageClasses and CDI's profiles of them. */
final class StorageFromObjects {
    /** Kubernetes' own mark of the class for claims that name none. */
    private static final String USUAL = "storageclass.kubernetes.io/is-default-class";
    /** CDI's mark of the class for DataVolumes that name none (pkg/controller/common, AnnDefaultVirtStorageClass). */
    private static final String FOR_MACHINES = "storageclass.kubevirt.io/is-default-virt-class";

    /** Where several are marked the API server takes the newest, and of two of the same second the first by name. */
    private static final Comparator<StorageClass> PRECEDENCE = Comparator.comparing(
                    (StorageClass offered) -> offered.getMetadata().getCreationTimestamp(), Comparator.reverseOrder())
            .thenComparing(offered -> offered.getMetadata().getName());

    private StorageFromObjects() {}

    static Storage of(List<StorageClass> classes, List<StorageProfile> profiles) {
        var advice = new HashMap<String, ClaimModes>();
        profiles.forEach(profile -> ClaimModes.advisedBy(profile)
                .ifPresent(modes -> advice.put(profile.getMetadata().getName(), modes)));
        var offered = new HashMap<String, OfferedClass>();
        for (var each : classes) {
            var name = each.getMetadata().getName();
            offered.put(
                    name,
                    new OfferedClass(
                            "WaitForFirstConsumer".equals(each.getVolumeBindingMode()),
                            Optional.ofNullable(advice.get(name))));
        }
        var usual = marked(classes, USUAL);
        return new Storage(offered, usual, marked(classes, FOR_MACHINES).or(() -> usual));
    }

    private static Optional<String> marked(List<StorageClass> classes, String mark) {
        return classes.stream()
                .filter(offered -> Optional.ofNullable(offered.getMetadata().getAnnotations())
                        .orElse(Map.of())
                        .getOrDefault(mark, "")
                        .equals("true"))
                .min(PRECEDENCE)
                .map(offered -> offered.getMetadata().getName());
    }
}
