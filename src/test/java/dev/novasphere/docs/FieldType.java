package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The type of a field as people say it.
 *
 * @param words for the cell of a table, with bounds, and a link where it is an object
 * @param nested the object that it holds; empty where it holds none
 */
record FieldType(String words, Optional<Nested> nested) {
    /**
     * An object below a field.
     *
     * @param path as people write it, with [] for the items of a list
     * @param schema what it may hold
     */
    record Nested(String path, JsonNode schema) {}

    static FieldType of(String path, JsonNode schema) {
        var items = schema.path("items");
        if (items.has("properties")) {
            return new FieldType(
                    "list of " + link(path + "[]") + atMost(schema, "maxItems"), nested(path + "[]", items));
        }
        if (schema.has("properties")) {
            return new FieldType(link(path), nested(path, schema));
        }
        return new FieldType(words(schema), Optional.empty());
    }

    private static Optional<Nested> nested(String path, JsonNode schema) {
        return Optional.of(new Nested(path, schema));
    }

    private static String link(String path) {
        return "[%s](#%s)".formatted(Markdown.code(path), Markdown.anchor(path));
    }

    /** The bound of a text is left out: it limits the cost of rules, and the rule or the description says the real one. */
    private static String words(JsonNode schema) {
        var type = schema.path("type").asText();
        return switch (type) {
            case "array" -> "list of %s%s".formatted(words(schema.path("items")), atMost(schema, "maxItems"));
            case "object" ->
                "map of %s%s".formatted(words(schema.path("additionalProperties")), atMost(schema, "maxProperties"));
            case "integer" -> type + range(schema);
            case "string" -> schema.has("enum") ? choice(schema.get("enum")) : type + format(schema);
            default -> type;
        };
    }

    private static String atMost(JsonNode schema, String key) {
        return schema.has(key) ? ", at most " + schema.get(key) : "";
    }

    private static String range(JsonNode schema) {
        if (!schema.has("minimum")) {
            return "";
        }
        return ", %s %s"
                .formatted(schema.get("minimum"), schema.has("maximum") ? "to " + schema.get("maximum") : "or more");
    }

    private static String format(JsonNode schema) {
        return schema.has("format") ? " (" + schema.get("format").asText() + ")" : "";
    }

    private static String choice(JsonNode words) {
        return StreamSupport.stream(words.spliterator(), false)
                .map(word -> Markdown.code(word.asText()))
                .collect(Collectors.joining(", "));
    }
}
