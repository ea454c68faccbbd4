package dev.novasphere.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every child that comes out of a golden is what the project that reads it takes: no unknown field, no wrong type. */
final class UpstreamSchemaTest {
    private static final Map<String, Class<?>> CORE =
            Map.of("v1/Secret", Secret.class, "v1/PersistentVolumeClaim", PersistentVolumeClaim.class);
    /** The client's classes keep unknown fields, each in a map; here there is no such map, and unknown is an error. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    private static UpstreamSchemas schemas = new UpstreamSchemas(Map.of());

    @BeforeAll
    static void readSchemas() {
        schemas = UpstreamSchemas.orSkip();
    }

    @TestFactory
    Stream<DynamicTest> everyChildIsValid() {
        return GoldenFolder.all().stream()
                .flatMap(folder -> folder.files().stream()
                        .filter(file -> file.matches("out-[A-Z].*"))
                        .map(file -> DynamicTest.dynamicTest(
                                folder.name() + "/" + file,
                                () -> assertThat(faults(read(folder.path().resolve(file))))
                                        .isEmpty())));
    }

    @Test
    void aFieldThatUpstreamDoesNotKnowIsSeen() {
        var machine = read(Path.of("src/test/resources/goldens/minimal/out-VirtualMachine-web-vm.yaml"));
        ((ObjectNode) machine.at("/spec/template/spec/domain/cpu")).put("socket", 2);
        assertThat(faults(machine)).singleElement().asString().contains("socket");
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsSeen() {
        var claim = (ObjectNode) read(Path.of(
                "src/test/resources/goldens/storage-class-alias/out-PersistentVolumeClaim-web-root-c6878a7f.yaml"));
        ((ObjectNode) claim.path("spec")).put("storageClass", "fast");
        assertThatThrownBy(() -> STRICT.treeToValue(claim, PersistentVolumeClaim.class))
                .hasMessageContaining("storageClass");
    }

    private static JsonNode read(Path file) {
        return GoldenYaml.description(file, JsonNode.class);
    }

    private static List<String> faults(JsonNode child) {
        var apiVersion = child.path("apiVersion").asText();
        var kind = child.path("kind").asText();
        var core = CORE.get(apiVersion + "/" + kind);
        if (core != null) {
            return coreFaults(child, core);
        }
        return schemas.of(apiVersion, kind)
                .map(schema ->
                        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema).validate(child).stream()
                                .map(ValidationMessage::getMessage)
                                .toList())
                .orElse(List.of("There is no upstream schema of " + apiVersion + " " + kind + "."));
    }

    private static List<String> coreFaults(JsonNode child, Class<?> type) {
        try {
            STRICT.treeToValue(child, type);
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(e.getOriginalMessage());
        }
    }
}
