package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Volumes follow a larger request of their claims, and file systems follow when a pod runs. */
class VolumeGrowthTest {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: consumer}
            spec:
              automountServiceAccountToken: false
              containers: [{name: c, image: none}]
              volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
            """;

    private final Scene scene = Scene.open();

    @AfterEach
    void leave() {
        scene.close();
    }

    private Resource<PersistentVolumeClaim> claim(String volumeMode) {
        var claim = scene.client.resource(new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(scene.namespace)
                .withName("data")
                .endMetadata()
                .withNewSpec()
                .withStorageClassName("longhorn")
                .withVolumeMode(volumeMode)
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("10Gi"))
                .endResources()
                .endSpec()
                .build());
        claim.create();
        return claim;
    }

    private static void grow(Resource<PersistentVolumeClaim> claim) {
        claim.edit(c -> c.edit()
                .editSpec()
                .editResources()
                .addToRequests("storage", new Quantity("20Gi"))
                .endResources()
                .endSpec()
                .build());
    }

    private static Quantity capacity(PersistentVolumeClaim claim) {
        return VolumeBinderSimulator.storage(claim.getStatus().getCapacity());
    }

    @Test
    void aFileSystemGrowsOnlyWhenAPodHasItMounted() {
        var claim = claim("Filesystem");
        Scene.await("bound", claim::get, VolumeBinderSimulator::isBound);
        grow(claim);
        var pending = Scene.await(
                "FileSystemResizePending", claim::get, c -> conditions(c).equals(List.of("FileSystemResizePending")));
        assertThat(capacity(pending)).isEqualTo(new Quantity("10Gi"));
        assertThat(scene.client
                        .persistentVolumes()
                        .withName(pending.getSpec().getVolumeName())
                        .get()
                        .getSpec()
                        .getCapacity())
                .containsEntry("storage", new Quantity("20Gi"));
        scene.apply(POD);
        var larger = Scene.await("20Gi", claim::get, c -> capacity(c).equals(new Quantity("20Gi")));
        assertThat(conditions(larger)).isEmpty();
    }

    private static List<String> conditions(PersistentVolumeClaim claim) {
        return claim.getStatus().getConditions().stream()
                .map(PersistentVolumeClaimCondition::getType)
                .toList();
    }

    @Test
    void aBlockVolumeGrowsAtOnce() {
        var claim = claim("Block");
        Scene.await("bound", claim::get, VolumeBinderSimulator::isBound);
        grow(claim);
        Scene.await("20Gi", claim::get, c -> capacity(c).equals(new Quantity("20Gi")));
    }
}
