package dev.novasphere.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.api.AddressLeaseSpec;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkStatus;
import dev.novasphere.api.WukongSpec;
import dev.novasphere.api.WukongStatus;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every component of the records stands in the CRD with the same name and type, and the other way round. */
class CrdMatchesModelTest {
    /** In the schema only to be refused with the remedy. */
    private static final String REFUSED = "spec.cloudInitUser.password";

    private static final Map<Crd, Class<?>> SPECS = Map.of(
            Crd.WUKONG, WukongSpec.class,
            Crd.PROFILE, WukongSpec.class,
            Crd.NODE_NETWORK, NodeNetworkSpec.class,
            Crd.ADDRESS_LEASE, AddressLeaseSpec.class);

    private static final Map<Crd, Class<?>> STATUSES = Map.of(
            Crd.WUKONG, WukongStatus.class,
            Crd.PROFILE, WukongStatus.class,
            Crd.NODE_NETWORK, NodeNetworkStatus.class);

    @ParameterizedTest
    @EnumSource
    void theSpecIsTheRecord(Crd crd) {
        check("spec", Objects.requireNonNull(SPECS.get(crd)), crd.schema().at("/properties/spec"));
    }

    @ParameterizedTest
    @EnumSource
    void theStatusIsTheRecord(Crd crd) {
        var status = crd.schema().at("/properties/status");
        var type = STATUSES.get(crd);
        if (type == null) {
            assertThat(status.isMissingNode()).as("no status").isTrue();
        } else {
            check("status", type, status);
        }
        assertThat(crd.version().at("/subresources/status").isObject()).isEqualTo(type != null);
    }

    private static void check(String path, Type type, JsonNode schema) {
        assertThat(schema.path("type").asText()).as("type of " + path).isEqualTo(schemaType(type));
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            check(path + "[]", list.getActualTypeArguments()[0], schema.path("items"));
        } else if (type instanceof ParameterizedType map) {
            check(path + "[*]", map.getActualTypeArguments()[1], schema.path("additionalProperties"));
        } else if (type instanceof Class<?> words && words.isEnum()) {
            checkWords(path, Words.of(words), schema);
        } else if (schemaType(type).equals("object")) {
            checkObject(path, (Class<?>) type, schema.path("properties"));
        }
    }

    /** A status names its words without confining a later operator to them: its definitions may be older than itself. */
    private static void checkWords(String path, Set<String> words, JsonNode schema) {
        if (path.startsWith("status")) {
            assertThat(schema.has("enum")).as("a bound on the words of " + path).isFalse();
            assertThat(schema.path("description").asText())
                    .contains(words.stream().map(word -> word + ": ").toList());
        } else {
            assertThat(Words.of(schema)).as("words of " + path).isEqualTo(words);
        }
    }

    private static void checkObject(String path, Class<?> type, JsonNode properties) {
        var members = members(type);
        var names = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> REFUSED.equals(path + "." + name));
        assertThat(names).as("fields of " + path).isEqualTo(new TreeSet<>(members.keySet()));
        members.forEach((name, member) -> check(path + "." + name, member, properties.path(name)));
    }

    /** Name in JSON and type of each component of a record, or of each field of a type of Kubernetes' own. */
    private static Map<String, Type> members(Class<?> type) {
        var members = new TreeMap<String, Type>();
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                members.put(jsonName(component), component.getGenericType());
            }
        } else {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .filter(field -> field.isAnnotationPresent(JsonProperty.class))
                    .forEach(field -> members.put(jsonName(field), field.getGenericType()));
        }
        return members;
    }

    private static String jsonName(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }

    private static String jsonName(Field field) {
        return field.getAnnotation(JsonProperty.class).value();
    }

    private static String schemaType(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? "array" : "object";
        }
        return switch (((Class<?>) type).getSimpleName()) {
            case "String" -> "string";
            case "Integer", "Long", "int", "long" -> "integer";
            case "Boolean", "boolean" -> "boolean";
            default -> ((Class<?>) type).isEnum() ? "string" : "object";
        };
    }
}
