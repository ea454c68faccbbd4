package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims that CDI fills in place of the target, whose volume then changes hands. */
final class PrimeClaims {

    private static final String PRIME = "cdi.kubevirt.io/storage.populator.pvcPrime";

    static final String DATA_VOLUME = "cdi.kubevirt.io/dataVolumeName";

    private final Cluster cluster;
    private final Importers importers;

    PrimeClaims(Cluster cluster, Importers importers) {
        this.cluster = cluster;
        this.importers = importers;
    }

    private static Key key(PersistentVolumeClaim target) {
        return Key.of(target).named("prime-" + target.getMetadata().getUid());
    }

    private Optional<PersistentVolumeClaim> find(PersistentVolumeClaim target) {
        return cluster.claims.find(key(target));
    }

    /** The prime claim, made where there is none; it is the provisioner's to bind. */
    Optional<PersistentVolumeClaim> of(
            GenericKubernetesResource dataVolume, ImportTarget target, PersistentVolumeClaim claim) {
        var there = find(claim);
        if (there.isEmpty()) {
            var prime = target.claim(dataVolume, key(claim).name());
            prime.getMetadata().setOwnerReferences(List.of(Owners.of(claim)));
            prime.getMetadata().getAnnotations().put(DATA_VOLUME, Key.of(claim).name());
            var node = claim.getMetadata().getAnnotations().get(SchedulerSimulator.SELECTED_NODE);
            if (node != null) {
                prime.getMetadata().getAnnotations().put(SchedulerSimulator.SELECTED_NODE, node);
            }
            cluster.client.resource(prime).create();
            var note = Map.of(
                    "metadata", Map.of("annotations", Map.of(PRIME, key(claim).name())));
            cluster.client.resource(claim).patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(note));
        }
        return there.filter(p -> !Owners.isEnding(p));
    }

    /** The importer is done: the prime claim's volume becomes the target's. */
    void handOver(PersistentVolumeClaim target) {
        find(target).ifPresent(importers::end);
        cluster.volumes.indexed(key(target).toString()).stream()
                .findFirst()
                .ifPresent(volume -> cluster.client
                        .resource(volume.edit()
                                .editSpec()
                                .withClaimRef(ProvisionedVolume.claimReference(target))
                                .endSpec()
                                .build())
                        .update());
    }

    void drop(PersistentVolumeClaim target) {
        find(target)
                .filter(prime -> !Owners.isEnding(prime))
                .ifPresent(prime -> cluster.client.resource(prime).delete());
    }
}
