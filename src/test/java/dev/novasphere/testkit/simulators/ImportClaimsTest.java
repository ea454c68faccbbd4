package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The claims that CDI makes for DataVolumes: their size and modes, why there is none, and what they wait for. */
class ImportClaimsTest {

    private final Scene scene = Scene.open();

    @AfterEach
    void leave() {
        scene.close();
    }

    private static String dataVolume(String storage) {
        return """
                apiVersion: cdi.kubevirt.io/v1beta1
                kind: DataVolume
                metadata: {name: root, labels: {disk: root}}
                spec:
                  source: {registry: {url: "docker://registry.example/ubuntu:24.04"}}
                  storage: {resources: {requests: {storage: 10Gi}}, %s}
                """.formatted(storage);
    }

    private Tree status() {
        return scene.status(Kinds.DATA_VOLUME, "root");
    }

    private void awaitBound() {
        Scene.await(
                "Succeeded and bound",
                this::status,
                s -> s.is("Succeeded", "phase") && Scene.condition(s, "Bound").is("True", "status"));
    }

    private List<PersistentVolumeClaim> claims() {
        return scene.client
                .persistentVolumeClaims()
                .inNamespace(scene.namespace)
                .list()
                .getItems();
    }

    private String request() {
        var claim = scene.client
                .persistentVolumeClaims()
                .inNamespace(scene.namespace)
                .withName("root")
                .get();
        return String.valueOf(claim.getSpec().getResources().getRequests().get("storage"));
    }

    @Test
    void aFilesystemClaimIsLargerThanItsDisk() {
        scene.apply(dataVolume("storageClassName: longhorn"));
        awaitBound();
        assertThat(request()).isEqualTo("11381663335");
    }

    @Test
    void aBlockClaimIsAsLargeAsItsDisk() {
        scene.apply(dataVolume("storageClassName: longhorn-migratable"));
        awaitBound();
        assertThat(request()).isEqualTo("10Gi");
        var claim = claims().getFirst();
        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
        assertThat(claim.getSpec().getVolumeMode()).isEqualTo("Block");
    }

    @Test
    void aClassWithoutAProfileNeedsAccessModes() {
        scene.apply(dataVolume("storageClassName: local-path"));
        var status = Scene.await("refused", this::status, s -> s.has("conditions"));
        assertThat(Scene.condition(status, "Bound").text("reason")).hasValue("ErrClaimNotValid");
        assertThat(Scene.condition(status, "Ready").text("message"))
                .hasValue("no accessMode specified in StorageProfile local-path");
        assertThat(status.map()).doesNotContainKeys("phase", "claimName");
        assertThat(claims()).isEmpty();
    }

    @Test
    void anUnknownClassIsNamedInTheStatus() {
        scene.apply(dataVolume("storageClassName: zzz, accessModes: [ReadWriteOnce]"));
        var status = Scene.await("pending", this::status, s -> s.is("Pending", "phase"));
        assertThat(Scene.condition(status, "Bound").text("message"))
                .hasValue("target PVC root Pending and storageclass.storage.k8s.io \"zzz\" not found");
    }

    @Test
    void withoutAConsumerNothingIsPopulated() {
        scene.apply(dataVolume("storageClassName: longhorn-wffc, accessModes: [ReadWriteOnce]"));
        Scene.await("waiting", this::status, s -> s.is("PendingPopulation", "phase"));
        assertThat(claims()).hasSize(1);
        assertThat(scene.client.pods().inNamespace(scene.namespace).list().getItems())
                .isEmpty();
    }

    @Test
    void aClaimThatIsAskedForAtOnceWaitsForNobody() {
        scene.apply(dataVolume("storageClassName: longhorn-wffc, accessModes: [ReadWriteOnce]")
                .replace(
                        "labels: {disk: root}",
                        "annotations: {cdi.kubevirt.io/storage.bind.immediate.requested: \"\"}"));
        awaitBound();
    }
}
