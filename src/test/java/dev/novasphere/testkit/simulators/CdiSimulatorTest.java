package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

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
                  storage:
                    resources: {requests: {storage: 10Gi}}
                %s
                """.formatted(storage.indent(4));
    }

    @Test
    void anImportSucceedsBeforeItsClaimIsBound() {
        var seen = scene.record(Kinds.DATA_VOLUME, "root");
        scene.apply(dataVolume("storageClassName: longhorn"));
        Scene.await(
                "bound",
                () -> scene.status(Kinds.DATA_VOLUME, "root"),
                s -> Scene.condition(s, "Bound").is("True", "status"));

        assertThat(Scene.steps(seen, "phase")).containsExactly("", "Pending", "ImportInProgress", "Succeeded");
        assertThat(seen)
                .filteredOn(s -> s.is("Succeeded", "phase"))
                .first()
                .satisfies(s ->
                        assertThat(Scene.condition(s, "Bound").text("status")).hasValue("False"));
    }
}
