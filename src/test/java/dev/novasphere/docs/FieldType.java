package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The type of a field as people say it.
 *
 * @param words for a table's cell, with a link where it is an object
 * @param bounds what the schema allows
 * @param path of the object that it holds
 * @param nested that object's schema; empty where it holds none
 */
record FieldType(String words, String bounds, String path, Optional<JsonNode> nested) {

    static FieldType of(String path, JsonNode schema) {
        var items = schema.path("items");
        if (items.has("properties")) {
            return new FieldType("list of " + link(path + "[]"), bounds(schema), path + "[]", Optional.of(items));
        }
        if (schema.has("properties")) {
            return new FieldType(link(path), "", path, Optional.of(schema));
        }
        var bounds = items.isMissingNode() ? bounds(schema) : join(List.of(bounds(schema), bounds(items)));
        return new FieldType(words(schema), bounds, path, Optional.empty());
    }

    private static String words(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "array" -> "list of " + words(schema.path("items"));
            case "object" -> "map of " + words(schema.path("additionalProperties"));
            default -> schema.path("type").asText();
        };
    }

    private static String link(String path) {
        return "[%s](#%s)".formatted(Markdown.code(path), Markdown.anchor(path));
    }

    private static String bounds(JsonNode schema) {
        var bounds = new ArrayList<String>();
        if (schema.has("enum")) {
            bounds.add(StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(value -> Markdown.code(value.asText()))
                    .collect(Collectors.joining(", ")));
        }
        if (schema.has("minimum")) {
            var maximum = schema.has("maximum") ? " to " + schema.get("maximum") : " or more";
            bounds.add(schema.get("minimum") + maximum);
        }
        limit(schema, "maxLength", "characters", bounds);
        limit(schema, "maxItems", "entries", bounds);
        limit(schema, "maxProperties", "entries", bounds);
        return join(bounds);
    }

    private static void limit(JsonNode schema, String key, String unit, List<String> bounds) {
        if (schema.has(key)) {
            bounds.add("at most %s %s".formatted(schema.get(key), unit));
        }
    }

    private static String join(List<String> bounds) {
        return bounds.stream().filter(bound -> !bound.isEmpty()).collect(Collectors.joining("; each "));
    }
}
