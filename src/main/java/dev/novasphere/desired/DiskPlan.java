package dev.novasphere.desired;

import dev.novasphere.api.Disk;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.DataVolumeStatus;
import dev.novasphere.observed.ObservedDisk;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;

/**
 * What one disk of the spec comes to. What is to be made is complete even where it is there already; it is made once.
 *
 * @param disk the disk as the user wrote it
 * @param name the claim's name and the DataVolume's
 * @param boots whether the firmware tries this disk first
 * @param dataVolume what to create for a disk with an image
 * @param claim what to create for an empty disk
 * @param observed what is there
 */
public record DiskPlan(
        Disk disk,
        String name,
        boolean boots,
        Optional<DataVolume> dataVolume,
        Optional<PersistentVolumeClaim> claim,
        ObservedDisk observed) {

    /**
     * Whether CDI fills this disk. The VM then refers to the DataVolume and not to the claim: KubeVirt waits for the
     * import and never boots a half-filled disk. What is there decides before what would be made, for a kept disk may be of the other sort.
     */
    public boolean isImported() {
        return observed.isAbsent() ? dataVolume.isPresent() : observed.isFilledByCdi();
    }

    /**
     * Whether the import fails and the user has named another Secret or ConfigMap for it since. A DataVolume cannot be
     * changed, only made anew; nothing is lost, for what was never imported is nobody's data.
     */
    public boolean wantsAnotherImport() {
        return observed.dataVolumeStatus()
                        .flatMap(DataVolumeStatus::importFault)
                        .isPresent()
                && dataVolume.isPresent()
                && !observed.dataVolume()
                        .flatMap(there -> Optional.ofNullable(there.getSpec()))
                        .map(spec -> spec.source())
                        .equals(dataVolume.map(wanted -> wanted.getSpec().source()));
    }

    /** The StorageClass that the disk has got, else the one that it will get. */
    public Optional<String> storageClass() {
        if (observed.claim().isPresent()) {
            return observed.claim().map(there -> there.getSpec().getStorageClassName());
        }
        return observed.dataVolume()
                .or(() -> dataVolume)
                .flatMap(volume -> Optional.ofNullable(volume.getSpec()))
                .flatMap(spec -> Optional.ofNullable(spec.storage()))
                .map(storage -> storage.storageClassName())
                .or(() -> claim.map(wanted -> wanted.getSpec().getStorageClassName()));
    }
}
