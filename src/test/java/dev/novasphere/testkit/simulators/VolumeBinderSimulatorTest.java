package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claims as provisioners and the volume controllers treat them. */
class VolumeBinderSimulatorTest {

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

    private Resource<PersistentVolumeClaim> claim(String storageClass) {
        var claim = scene.client.resource(new PersistentVolumeClaimBuilder()
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
        claim.create();
        return claim;
    }

    private PodResource pod(String name) {
        return scene.client.pods().inNamespace(scene.namespace).withName(name);
    }

    private PodResource runningConsumer() {
        scene.apply(POD);
        var pod = pod("consumer");
        Scene.await("pod runs", pod::get, p -> "Running".equals(p.getStatus().getPhase()));
        return pod;
    }

    @Test
    void aClaimOfAnImmediateClassIsBoundToAVolumeOfItsOwn() {
        var bound = Scene.await("bound", claim("longhorn")::get, VolumeBinderSimulator::isBound);
        assertThat(bound.getStatus().getCapacity()).containsEntry("storage", new Quantity("10Gi"));
        var volume = scene.client.persistentVolumes().withName(bound.getSpec().getVolumeName());
        Scene.await(
                "volume Bound", volume::get, v -> "Bound".equals(v.getStatus().getPhase()));
    }

    @Test
    void aClaimThatWaitsForItsConsumerIsBoundWhenThePodIsScheduled() {
        var claim = claim("local-path");
        runningConsumer();
        var bound = Scene.await("bound", claim::get, VolumeBinderSimulator::isBound);
        assertThat(bound.getMetadata().getAnnotations()).containsKey(SchedulerSimulator.SELECTED_NODE);
    }

    @Test
    void claimsWithoutAConsumerOrAProvisionerStayPending() {
        var waiting = claim("local-path");
        var witness = scene.client.resource(new PersistentVolumeClaimBuilder(waiting.get())
                .withNewMetadata()
                .withNamespace(scene.namespace)
                .withName("witness")
                .endMetadata()
                .editSpec()
                .withStorageClassName("longhorn")
                .endSpec()
                .withStatus(null)
                .build());
        witness.create();
        Scene.await("a later claim bound", witness::get, VolumeBinderSimulator::isBound);
        assertThat(waiting.get().getStatus().getPhase()).isEqualTo("Pending");
    }

    @Test
    void aClaimInUseGoesWhenItsPodHasGone() {
        var claim = claim("longhorn");
        var pod = runningConsumer();
        var volume =
                scene.client.persistentVolumes().withName(claim.get().getSpec().getVolumeName());
        claim.delete();
        assertThat(claim.get().getMetadata().getDeletionTimestamp()).isNotNull();
        pod.delete();
        Scene.await("claim gone", () -> claim.get() == null, gone -> gone);
        Scene.await("volume gone", () -> volume.get() == null, gone -> gone);
    }

    /** As kube-scheduler does: else a launcher that comes between a claim and its successor holds both up for ever. */
    @Test
    void aPodThatComesToAClaimThatGoesGetsNoNodeAndDoesNotHoldIt() {
        var claim = claim("longhorn");
        var first = runningConsumer();
        claim.delete();
        assertThat(claim.get().getMetadata().getDeletionTimestamp()).isNotNull();
        scene.apply(POD.replace("consumer", "late"));
        var late = pod("late");
        Scene.await(
                "the reason",
                late::get,
                pod -> pod.getStatus().getConditions().stream()
                        .anyMatch(c -> "persistentvolumeclaim \"data\" is being deleted".equals(c.getMessage())));
        first.delete();
        Scene.await("claim gone", () -> claim.get() == null, gone -> gone);
        assertThat(late.get().getSpec().getNodeName()).isNull();
    }
}
