package dev.novasphere.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.KubeVirt;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.StorageProfile;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each field of our types for foreign kinds is in the upstream schema, with the same type. */
final class ExternalTypesTest {
    private static final Map<Class<?>, Set<String>> SCALARS = Map.of(
            String.class, Set.of("string"),
            Integer.class, Set.of("integer"),
            int.class, Set.of("integer"),
            Long.class, Set.of("integer"),
            long.class, Set.of("integer"),
            Boolean.class, Set.of("boolean"),
            boolean.class, Set.of("boolean"));

    @ParameterizedTest
    @ValueSource(
            classes = {
                VirtualMachine.class,
                VirtualMachineInstance.class,
                DataVolume.class,
                StorageProfile.class,
                NetworkAttachmentDefinition.class,
                KubeVirt.class
            })
    void hasNoFieldThatUpstreamDoesNotHave(Class<? extends CustomResource<?, ?>> kind) {
        var apiVersion = HasMetadata.getApiVersion(kind);
        var schema = UpstreamSchemas.orSkip()
                .of(apiVersion, HasMetadata.getKind(kind))
                .orElseThrow();
        var types = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
        assertThat(Stream.concat(
                        faults("spec", types[0], schema.at("/properties/spec")),
                        faults("status", types[1], schema.at("/properties/status"))))
                .isEmpty();
    }

    private static Stream<String> faults(String path, Type type, JsonNode schema) {
        if (type == Void.class || type == Object.class || isOpen(schema)) {
            return Stream.empty();
        }
        if (schema.isMissingNode()) {
            return Stream.of(path + " is not in the upstream schema.");
        }
        if (type instanceof ParameterizedType generic) {
            var list = generic.getRawType() == List.class;
            var inner = generic.getActualTypeArguments()[list ? 0 : 1];
            return Stream.concat(
                    wrongType(path, schema, Set.of(list ? "array" : "object")),
                    faults(path + (list ? "[]" : "{}"), inner, schema.path(list ? "items" : "additionalProperties")));
        }
        var scalar = SCALARS.get(type);
        if (scalar != null) {
            return wrongType(path, schema, scalar);
        }
        return Stream.concat(wrongType(path, schema, Set.of("object")), fields(path, (Class<?>) type, schema));
    }

    /** Only records are ours; the client's own classes (tolerations, affinity) follow Kubernetes itself. */
    private static Stream<String> fields(String path, Class<?> type, JsonNode schema) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .flatMap(field -> faults(
                                path + "." + field.getName(),
                                field.getGenericType(),
                                schema.path("properties").path(field.getName())))
                : Stream.empty();
    }

    private static Stream<String> wrongType(String path, JsonNode schema, Set<String> wanted) {
        var declared = new ArrayList<String>();
        declared.add(schema.path("type").asText());
        schema.path("type").forEach(type -> declared.add(type.asText()));
        schema.path("anyOf")
                .forEach(alternative -> declared.add(alternative.path("type").asText()));
        return declared.stream().anyMatch(wanted::contains)
                ? Stream.empty()
                : Stream.of(path + " is " + wanted + " here and " + declared + " upstream.");
    }

    private static boolean isOpen(JsonNode schema) {
        return schema.path("additionalProperties").asBoolean(false) || (schema.isObject() && schema.isEmpty());
    }
}
