package dev.novasphere.cluster;

import dev.novasphere.external.StorageProfile;
import dev.novasphere.observed.ClaimModes;
import dev.novasphere.observed.Storage;
import dev.novasphere.observed.Storage.OfferedClass;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What the cluster offers to disks, from its StorageClasses and CDI's profiles of them. */
final class StorageFromObjects {
    private StorageFromObjects() {}

    static Storage of(List<StorageClass> classes, List<StorageProfile> profiles) {
        var advice = new HashMap<String, ClaimModes>();
        profiles.forEach(profile -> ClaimModes.advisedBy(profile)
                .ifPresent(modes -> advice.put(profile.getMetadata().getName(), modes)));
        var offered = new HashMap<String, OfferedClass>();
        for (var each : classes) {
            var name = each.getMetadata().getName();
            var bindsLate = "WaitForFirstConsumer".equals(each.getVolumeBindingMode());
            offered.put(name, new OfferedClass(bindsLate, Optional.ofNullable(advice.get(name))));
        }
        return new Storage(offered);
    }
}
