package dev.novasphere.desired;

import dev.novasphere.api.Disk;
import dev.novasphere.api.MachineResource;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.DataVolumeSpec;
import dev.novasphere.observed.ClaimModes;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.Storage;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirementsBuilder;
import java.util.List;
import java.util.Optional;

/** The claim of each empty disk, and the DataVolume of each disk with an image. */
final class DiskPlans {
    private DiskPlans() {}

    static List<DiskPlan> of(MachineResource owner, Settings settings, Observed observed) {
        return owner.getSpec().disks().stream()
                .map(disk -> plan(owner, disk, settings, observed))
                .toList();
    }

    private static DiskPlan plan(MachineResource owner, Disk disk, Settings settings, Observed observed) {
        var name = Names.claim(owner, disk.name());
        var image = owner.getSpec().imageOf(disk);
        var home = Home.of(disk, settings, observed.facts().storage());
        return new DiskPlan(
                disk,
                name,
                owner.getSpec().bootDisk().filter(disk::equals).isPresent(),
                image.map(source -> dataVolume(owner, disk, source, home)),
                image.isPresent() ? Optional.empty() : Optional.of(claim(owner, disk, home)),
                observed.disk(disk.name()));
    }

    /** Where a disk shall live: its StorageClass and the modes of its claim. */
    private record Home(Optional<String> storageClass, ClaimModes modes) {
        static Home of(Disk disk, Settings settings, Storage storage) {
            var named = Optional.ofNullable(disk.storageClassName()).map(settings::storageClass);
            var advised = storage.modesOf(named);
            return new Home(
                    named,
                    new ClaimModes(
                            disk.accessMode() == null ? advised.accessMode() : disk.accessMode(),
                            disk.volumeMode() == null ? advised.volumeMode() : disk.volumeMode()));
        }
    }

    private static PersistentVolumeClaim claim(MachineResource owner, Disk disk, Home home) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(ChildMetadata.disk(owner, Names.claim(owner, disk.name()), disk.name()))
                .withNewSpec()
                .withStorageClassName(home.storageClass().orElse(null))
                .withAccessModes(home.modes().accessMode())
                .withVolumeMode(home.modes().volumeMode())
                .withResources(size(disk))
                .endSpec()
                .build();
    }

    /** The modes are always written: for a provisioner that CDI does not know it would otherwise never make a claim. */
    private static DataVolume dataVolume(MachineResource owner, Disk disk, String image, Home home) {
        var dataVolume = new DataVolume();
        dataVolume.setMetadata(ChildMetadata.disk(owner, Names.claim(owner, disk.name()), disk.name()));
        dataVolume.setSpec(new DataVolumeSpec(
                ImageSource.of(image, disk),
                new DataVolumeSpec.Storage(
                        home.storageClass().orElse(null),
                        List.of(home.modes().accessMode()),
                        home.modes().volumeMode(),
                        size(disk))));
        return dataVolume;
    }

    private static VolumeResourceRequirements size(Disk disk) {
        var requirements = new VolumeResourceRequirementsBuilder();
        Capacity.of(disk).ifPresent(capacity -> requirements.addToRequests("storage", capacity));
        return requirements.build();
    }
}
