package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the claims that DataVolumes ask for. */
record ImportClaims(Cluster cluster, Writes dataVolumes, ImportFaults faults) {

    private static final String USE_POPULATOR = "cdi.kubevirt.io/storage.usePopulator";
    private static final String IMMEDIATE = "cdi.kubevirt.io/storage.bind.immediate.requested";

    /** Whether a claim is filled by CDI and therefore not for the provisioner to bind. */
    static boolean populates(PersistentVolumeClaim claim) {
        var source = claim.getSpec().getDataSourceRef();
        return source != null && "cdi.kubevirt.io".equals(source.getApiGroup());
    }

    /** Whether somebody asked that the import does not wait for a consumer. */
    static boolean isImmediate(PersistentVolumeClaim claim) {
        return claim.getMetadata().getAnnotations().containsKey(IMMEDIATE);
    }

    /** One step towards the claim: a note on the DataVolume of how it will be filled, then the claim itself. */
    void begin(GenericKubernetesResource dataVolume, ImportTarget target) {
        var annotations =
                Optional.ofNullable(dataVolume.getMetadata().getAnnotations()).orElse(Map.of());
        var refusal = faults.claimRefusal(Key.of(dataVolume)).orElse(target.refusal());
        if (!refusal.isEmpty()) {
            dataVolumes.status(
                    dataVolume, ImportStatus.of(dataVolume).refused(refusal).tree());
        } else if (annotations.containsKey(USE_POPULATOR)) {
            cluster.client
                    .resource(claim(dataVolume, target, annotations.containsKey(IMMEDIATE)))
                    .create();
        } else {
            var all = new HashMap<>(annotations);
            all.put(USE_POPULATOR, Boolean.toString(target.populates(cluster)));
            dataVolumes.patch(dataVolume, List.of(Writes.Op.add("/metadata/annotations", all)));
        }
    }

    private PersistentVolumeClaim claim(GenericKubernetesResource dataVolume, ImportTarget target, boolean immediate) {
        var populates = target.populates(cluster);
        var claim = target.claim(dataVolume, dataVolume.getMetadata().getName());
        claim.getMetadata().setOwnerReferences(List.of(Owners.of(dataVolume)));
        claim.getMetadata().getAnnotations().put(USE_POPULATOR, Boolean.toString(populates));
        if (immediate) {
            claim.getMetadata().getAnnotations().put(IMMEDIATE, "");
        }
        return populates
                ? claim.edit()
                        .editSpec()
                        .withNewDataSourceRef()
                        .withApiGroup("cdi.kubevirt.io")
                        .withKind("VolumeImportSource")
                        .withName("volume-import-source-"
                                + dataVolume.getMetadata().getUid())
                        .endDataSourceRef()
                        .endSpec()
                        .build()
                : claim;
    }
}
