package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claims as provisioners and the volume controllers treat them. */
class VolumeBinderSimulatorTest {

    private final Scene scene = Scene.open();

    @AfterEach
    void leave() {
        scene.close();
    }

    private Resource<PersistentVolumeClaim> claim(String storageClass) {
        return scene.client.resource(new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(scene.namespace)
                .withName("data")
                .endMetadata()
                .withNewSpec()
                .withStorageClassName(storageClass)
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("10Gi"))
                .endResources()
                .endSpec()
                .build());
    }

    @Test
    void aClaimOfAnImmediateClassIsBound() {
        var claim = claim("longhorn");
        claim.create();
        var bound = Scene.await("bound", claim::get, VolumeBinderSimulator::isBound);
        assertThat(bound.getStatus().getCapacity()).containsEntry("storage", new Quantity("10Gi"));
    }
}
