package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The table of a chart's values, from {@code values.yaml}: a key with a comment above it is a value with all that stands
 * below it, a key without one is a group of values.
 */
final class ChartValues {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");
    private static final String COMMENT = "# ";

    /**
     * One value.
     *
     * @param name with dots between its parts
     * @param preset the default, as JSON
     * @param meaning from the comment
     */
    record Value(String name, String preset, String meaning) {}

    private ChartValues() {}

    /** Every value of a chart, in the order of its file. */
    static List<Value> of(String chart) {
        var file = Path.of("helm", chart, "values.yaml");
        try {
            var values = new ArrayList<Value>();
            collect("", new YAMLMapper().readTree(file.toFile()), comments(Files.readAllLines(file)), values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read.", e);
        }
    }

    static String table(String chart) {
        return Markdown.table(
                List.of("Value", "Default", "Meaning"),
                of(chart).stream()
                        .map(value ->
                                List.of(Markdown.code(value.name()), Markdown.code(value.preset()), value.meaning()))
                        .toList());
    }

    private static void collect(String parent, JsonNode group, Map<String, String> comments, List<Value> values) {
        group.properties().forEach(entry -> {
            var name = parent + entry.getKey();
            var comment = comments.get(name);
            if (comment != null) {
                values.add(new Value(name, entry.getValue().toString(), comment));
            } else if (entry.getValue().isObject() && !entry.getValue().isEmpty()) {
                collect(name + ".", entry.getValue(), comments, values);
            } else {
                throw new IllegalStateException(
                        "The value %s has no comment: write above it in values.yaml what it means.".formatted(name));
            }
        });
    }

    /** The comment that stands directly above each key, by the key's full name. */
    private static Map<String, String> comments(List<String> lines) {
        var comments = new HashMap<String, String>();
        var path = new ArrayList<String>();
        var comment = new ArrayList<String>();
        for (var line : lines) {
            var key = KEY.matcher(line);
            if (line.strip().startsWith(COMMENT)) {
                comment.add(line.strip().substring(COMMENT.length()));
                continue;
            }
            if (key.matches()) {
                path.subList(Math.min(path.size(), key.group(1).length() / 2), path.size())
                        .clear();
                path.add(key.group(2));
                if (!comment.isEmpty()) {
                    comments.put(String.join(".", path), String.join(" ", comment));
                }
            }
            comment.clear();
        }
        return comments;
    }
}
