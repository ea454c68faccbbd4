package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Walks the recipes that were observed of CDI 1.65. */
class CdiSimulatorTest {

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

    @Test
    void anImportSucceedsBeforeItsClaimIsBound() {
        var seen = scene.record(Kinds.DATA_VOLUME, "root");
        scene.apply(dataVolume("storageClassName: longhorn"));
        awaitBound();
        Scene.awaitRecorded(seen, status()::equals);

        assertThat(Scene.steps(seen, "phase")).containsExactly("", "Pending", "ImportInProgress", "Succeeded");
        assertThat(Scene.steps(seen, "progress")).containsExactly("", "N/A", "100.0%");
        assertThat(seen)
                .filteredOn(s -> s.is("Succeeded", "phase"))
                .first()
                .satisfies(s ->
                        assertThat(Scene.condition(s, "Bound").text("status")).hasValue("False"));
        var left = Scene.await("the prime claim gone", this::claims, c -> c.size() == 1);
        assertThat(left.getFirst().getSpec().getVolumeName()).startsWith("pvc-");
        assertThat(scene.client.pods().inNamespace(scene.namespace).list().getItems())
                .isEmpty();
    }

    @Test
    void everyClaimCarriesTheLabelsOfTheDataVolume() {
        scene.platform.cdi().holdImport(scene.namespace, "root", "42.5%");
        scene.apply(dataVolume("storageClassName: longhorn"));
        Scene.await("held", this::status, s -> s.is("42.5%", "progress"));
        assertThat(claims())
                .hasSize(2)
                .allMatch(c -> "root".equals(c.getMetadata().getLabels().get("disk")));
        assertThat(claims()).anyMatch(c -> c.getMetadata().getName().startsWith("prime-"));
        assertThat(claims())
                .filteredOn(c -> c.getMetadata().getName().equals("root"))
                .allMatch(c ->
                        c.getMetadata().getAnnotations().containsKey("cdi.kubevirt.io/storage.populator.pvcPrime"));
        scene.platform.cdi().recover(scene.namespace, "root");
        awaitBound();
    }

    @Test
    void aFailingImporterIsToldByConditionRunningAndRecovers() {
        var cdi = scene.platform.cdi();
        cdi.failImport(scene.namespace, "root", "x509: certificate signed by unknown authority");
        scene.apply(dataVolume("storageClassName: longhorn"));
        var failed = Scene.await("failing", this::status, s -> s.number(0, "restartCount") == 1);
        assertThat(failed.text("phase")).hasValue("ImportInProgress");
        var running = Scene.condition(failed, "Running");
        assertThat(running.text("reason")).hasValue("Error");
        assertThat(running.text("message")).hasValue("x509: certificate signed by unknown authority");

        cdi.failImagePull(scene.namespace, "root", "importer:v1");
        Scene.await(
                "pull failing",
                this::status,
                s -> Scene.condition(s, "Running").is("failed to pull image: importer:v1", "message"));
        cdi.backOffImport(scene.namespace, "root");
        Scene.await(
                "an old reason",
                this::status,
                s -> Scene.condition(s, "Running").is("Pod is running", "reason")
                        && Scene.condition(s, "Running").is("False", "status"));
        cdi.recover(scene.namespace, "root");
        awaitBound();
    }

    @Test
    void theClaimGoesWithItsDataVolume() {
        scene.apply(dataVolume("storageClassName: longhorn"));
        awaitBound();
        scene.resource(Kinds.DATA_VOLUME, "root").delete();
        Scene.await("no claim", this::claims, List::isEmpty);
    }
}
