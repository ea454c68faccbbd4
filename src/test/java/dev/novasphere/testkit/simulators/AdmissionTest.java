package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the webhooks of KubeVirt and CDI refuse is refused, in their words, and what we make is taken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final String MACHINE = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {name: web}
            spec:
              runStrategy: Halted
              template:
                spec:
                  accessCredentials:
                  - sshPublicKey: {source: {secret: {secretName: keys}}, propagationMethod: {noCloud: {}}}
                  domain:
                    devices:
                      disks: [{name: root, disk: {bus: virtio}}, {name: cloudinit, disk: {bus: virtio}}]
                      interfaces: [{name: default, masquerade: {}}, {name: tenant, bridge: {}}]
                  networks: [{name: default, pod: {}}, {name: tenant, multus: {networkName: tenant}}]
                  volumes:
                  - {name: root, persistentVolumeClaim: {claimName: root}}
                  - {name: cloudinit, cloudInitNoCloud: {secretRef: {name: seed}}}
            """;

    private final Scene scene = Scene.open();

    @AfterAll
    void leave() {
        scene.close();
    }

    private void tryOut(GenericKubernetesResource object) {
        scene.client.resource(object).inNamespace(scene.namespace).dryRun().create();
    }

    static Stream<Arguments> refused() throws IOException {
        try (InputStream file = AdmissionTest.class.getResourceAsStream("/simulators/refused.yaml")) {
            var kinds = YAML.readTree(file).properties();
            return kinds.stream()
                    .flatMap(kind -> kind.getValue()
                            .valueStream()
                            .map(c -> Arguments.of(kind.getKey(), c.get("says").asText(), c.get("change"))))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void isRefused(String kind, String says, JsonNode change) throws IOException {
        var good = YAML.readTree(kind.equals("DataVolume") ? Machines.dataVolume("longhorn") : MACHINE);
        tryOut(YAML.convertValue(good, GenericKubernetesResource.class));
        var bad = YAML.convertValue(JsonPatch.apply(change, good), GenericKubernetesResource.class);
        assertThatThrownBy(() -> tryOut(bad))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("denied request: ")
                .hasMessageContaining(says);
    }

    @Test
    void theSpecOfADataVolumeNeverChanges() {
        scene.apply(Machines.dataVolume("never-provisions"));
        assertThatThrownBy(() -> scene.merge(
                        Kinds.DATA_VOLUME, "root", "{\"spec\":{\"storage\":{\"accessModes\":[\"ReadWriteMany\"]}}}"))
                .hasMessageContaining("Cannot update DataVolume Spec");
    }

    static Stream<Path> goldens() throws IOException {
        try (var files = Files.walk(Path.of("src/test/resources/goldens"))) {
            return files
                    .filter(f -> f.getFileName().toString().matches("out-(VirtualMachine|DataVolume)-.*"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everyGoldenIsTaken(Path golden) throws IOException {
        var object = YAML.readValue(golden.toFile(), GenericKubernetesResource.class);
        object.getMetadata().setNamespace(scene.namespace);
        assertThatCode(() -> tryOut(object)).as(golden.toString()).doesNotThrowAnyException();
    }
}
