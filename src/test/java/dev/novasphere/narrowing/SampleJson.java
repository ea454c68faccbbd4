package dev.novasphere.narrowing;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON in which every field that a class has is set, down to the last one; a class that holds itself ends there. */
final class SampleJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Classes that write themselves. */
    private static final Map<Class<?>, JsonNode> OWN_FORM = Map.of(
            Quantity.class, NODES.textNode("1Gi"),
            IntOrString.class, NODES.numberNode(1),
            MicroTime.class, NODES.textNode("2026-01-01T00:00:00.000000Z"),
            FieldsV1.class, NODES.objectNode().set("f:spec", NODES.objectNode()),
            KubernetesResource.class,
                    NODES.objectNode()
                            .put("apiVersion", "v1")
                            .put("kind", "Status")
                            .put("message", "text"));

    private SampleJson() {}

    static JsonNode of(Class<?> type) {
        return of(JSON.constructType(type), Set.of());
    }

    /** The classes that a sample of a class goes through. */
    static Set<Class<?>> classes(Class<?> type) {
        var seen = new HashSet<Class<?>>();
        collect(JSON.constructType(type), seen);
        return seen;
    }

    private static JsonNode of(JavaType type, Set<Class<?>> around) {
        var raw = type.getRawClass();
        if (type.isCollectionLikeType()) {
            return NODES.arrayNode().add(of(type.getContentType(), around));
        }
        if (type.isMapLikeType()) {
            return NODES.objectNode().set("key", of(type.getContentType(), around));
        }
        if (type.isEnumType()) {
            return JSON.valueToTree(raw.getEnumConstants()[0]);
        }
        if (isScalar(raw)) {
            return scalar(raw);
        }
        var own = raw.isInterface() ? KubernetesResource.class : raw;
        return OWN_FORM.containsKey(own) ? OWN_FORM.get(own) : object(type, around);
    }

    private static JsonNode object(JavaType type, Set<Class<?>> around) {
        var within = new HashSet<>(around);
        within.add(type.getRawClass());
        var object = NODES.objectNode();
        for (var property : properties(type)) {
            var value = property.getPrimaryType();
            if (!around.contains(value.getRawClass()) && !within.contains(value.getRawClass())) {
                object.set(property.getName(), of(value, within));
            }
        }
        return object;
    }

    private static void collect(JavaType type, Set<Class<?>> seen) {
        if (type.isContainerType()) {
            collect(type.getContentType(), seen);
        } else if (!isScalar(type.getRawClass()) && seen.add(type.getRawClass()) && !type.isEnumType()) {
            properties(type).forEach(property -> collect(property.getPrimaryType(), seen));
        }
    }

    private static List<BeanPropertyDefinition> properties(JavaType type) {
        return JSON.getDeserializationConfig().introspect(type).findProperties().stream()
                .filter(BeanPropertyDefinition::couldDeserialize)
                .toList();
    }

    private static boolean isScalar(Class<?> type) {
        return type.isPrimitive() || type.getName().startsWith("java.");
    }

    private static JsonNode scalar(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return NODES.booleanNode(true);
        }
        if (type == ZonedDateTime.class) {
            return NODES.textNode("2026-01-01T00:00:00.000000Z");
        }
        var isNumber = Number.class.isAssignableFrom(type) || type.isPrimitive();
        return isNumber ? NODES.numberNode(7) : NODES.textNode("text");
    }
}
