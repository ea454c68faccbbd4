package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.crd.Crd;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The tables of the API page, from the CRD: one for each object, the outer before the inner ones. */
final class ApiFields {
    /** The sentence of a description that becomes the table's column; it ends where the next sentence begins. */
    private static final Pattern DEFAULT = Pattern.compile("\\s*Default: (.*?)\\.(?= [A-Z]|$)");

    private final Crd crd;
    private final FieldChanges changes;
    private final StringBuilder text = new StringBuilder();

    private ApiFields(Crd crd) {
        this.crd = crd;
        this.changes = FieldChanges.of(crd);
    }

    /** The spec, with defaults and with what may be changed later. */
    static String ofSpec(Crd crd) {
        return new ApiFields(crd).tables("spec");
    }

    /** The status, of which people write nothing. */
    static String ofStatus(Crd crd) {
        return new ApiFields(crd).tables("status");
    }

    private String tables(String root) {
        object(new FieldType.Nested(root, crd.schema().at("/properties/" + root)));
        return text.toString();
    }

    private void object(FieldType.Nested object) {
        if (object.path().contains(".")) {
            text.append("\n### `%s`\n\n".formatted(object.path()));
        }
        text.append(Markdown.plain(object.schema().path("description").asText()))
                .append("\n\n");
        var rows = new ArrayList<List<String>>();
        var nested = new ArrayList<FieldType.Nested>();
        for (var field : object.schema().path("properties").properties()) {
            var path = object.path() + "." + field.getKey();
            var type = FieldType.of(path, field.getValue());
            rows.add(row(path, type, field.getValue(), isRequired(object.schema(), field.getKey())));
            type.nested().ifPresent(nested::add);
        }
        text.append(Markdown.table(header(object.path()), rows));
        nested.forEach(this::object);
    }

    private static boolean isRequired(JsonNode object, String field) {
        return StreamSupport.stream(object.path("required").spliterator(), false)
                .anyMatch(name -> name.asText().equals(field));
    }

    private static List<String> header(String path) {
        return isStatus(path)
                ? List.of("Field", "Type", "Meaning")
                : List.of("Field", "Type", "Default", "Can be changed", "Meaning");
    }

    private static boolean isStatus(String path) {
        return path.startsWith("status");
    }

    private List<String> row(String path, FieldType type, JsonNode schema, boolean required) {
        var description = schema.path("description").asText();
        var name = Markdown.code(path.substring(path.lastIndexOf('.') + 1));
        var meaning = Markdown.plain(DEFAULT.matcher(description).replaceFirst(""));
        return isStatus(path)
                ? List.of(name, type.words(), meaning)
                : List.of(name, type.words(), preset(description, required), change(path, description), meaning);
    }

    /** A field that is there only to be refused cannot be given at all. */
    private String change(String path, String description) {
        return description.startsWith("Refused:") ? "" : changes.at(path);
    }

    private static String preset(String description, boolean required) {
        return required
                ? "**required**"
                : DEFAULT.matcher(description)
                        .results()
                        .map(found -> Markdown.plain(found.group(1)))
                        .collect(Collectors.joining());
    }
}
