package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Map;

/** The volume that a class's provisioner makes for a claim. */
final class ProvisionedVolume {

    private ProvisionedVolume() {}

    static PersistentVolume of(PersistentVolumeClaim claim, StorageClass storageClass, Cluster cluster) {
        var driver = cluster.drivers.find(new Key("", storageClass.getProvisioner()));
        var volume = new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pvc-" + claim.getMetadata().getUid())
                .addToAnnotations("pv.kubernetes.io/provisioned-by", storageClass.getProvisioner())
                .endMetadata()
                .withNewSpec()
                .withStorageClassName(storageClass.getMetadata().getName())
                .withAccessModes(claim.getSpec().getAccessModes())
                .withVolumeMode(claim.getSpec().getVolumeMode())
                .withPersistentVolumeReclaimPolicy(storageClass.getReclaimPolicy())
                .withCapacity(Map.of("storage", VolumeBinderSimulator.request(claim)))
                .withClaimRef(claimReference(claim));
        if (driver.isPresent()) {
            volume.withNewCsi()
                    .withDriver(storageClass.getProvisioner())
                    .withVolumeHandle(claim.getMetadata().getUid())
                    .endCsi();
        } else {
            volume.withNewHostPath(
                    "/opt/local-path-provisioner/" + claim.getMetadata().getUid(), "");
        }
        return volume.endSpec().build();
    }

    /** The claim that a volume belongs to. */
    static ObjectReference claimReference(PersistentVolumeClaim claim) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(claim.getMetadata().getName())
                .withUid(claim.getMetadata().getUid())
                .build();
    }
}
