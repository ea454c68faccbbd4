package dev.novasphere.properties;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * JSON of a record's shape, as it could stand in etcd: each field is there or not, and holds a value of the right type
 * that is plausible or absurd. A field that is added to a record is tried here without further ado.
 */
final class RandomTree {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Out of ten: how often a field is left out, and how often a text is absurd. */
    private static final int LEFT_OUT = 4;

    private static final int ABSURD = 3;

    private final Random random;

    RandomTree(Random random) {
        this.random = random;
    }

    ObjectNode of(Class<? extends Record> type) {
        var tree = NODES.objectNode();
        for (RecordComponent component : type.getRecordComponents()) {
            if (isKey(component) || random.nextInt(10) >= LEFT_OUT) {
                tree.set(component.getName(), value(component.getName(), component.getGenericType()));
            }
        }
        return tree;
    }

    /** The key of a keyed list: the API server stores no item without it. */
    private static boolean isKey(RecordComponent component) {
        return component.getType() == String.class
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private JsonNode value(String field, Type type) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> {
                var items = NODES.arrayNode();
                for (int count = random.nextInt(4); count > 0; count--) {
                    items.add(value(field, list.getActualTypeArguments()[0]));
                }
                yield items;
            }
            case ParameterizedType map
            when map.getRawType() == Map.class ->
                NODES.objectNode().put(text("key"), text(field)).put(text("key"), text(field));
            case Class<?> leaf -> leaf(field, leaf);
            default -> throw new IllegalStateException("No random value is known for field " + field + " of " + type);
        };
    }

    private JsonNode leaf(String field, Class<?> type) {
        if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        if (type.isEnum()) {
            var constants = type.getEnumConstants();
            var chosen = random.nextInt(constants.length + 1);
            return chosen == constants.length ? NODES.textNode("SomethingNewer") : JSON.valueToTree(constants[chosen]);
        }
        if (type == String.class) {
            return NODES.textNode(text(field));
        }
        if (type == Boolean.class) {
            return NODES.booleanNode(random.nextBoolean());
        }
        if (type == Integer.class) {
            return NODES.numberNode(RandomTexts.NUMBERS.get(random.nextInt(RandomTexts.NUMBERS.size())));
        }
        // A type of Kubernetes itself, of which the API server keeps what it knows.
        return NODES.objectNode()
                .put("key", text("key"))
                .put("operator", text("operator"))
                .put("effect", text("effect"));
    }

    private String text(String field) {
        var plausible = RandomTexts.PLAUSIBLE.get(field);
        var pool = plausible == null || random.nextInt(10) < ABSURD ? RandomTexts.ABSURD : plausible;
        return pool.get(random.nextInt(pool.size()));
    }
}
