package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The reference page of the API, from the CRD: a table for each object, and below it what its rules say. */
final class ApiPage {
    private static final Path CRD = Path.of("src/main/kubernetes/crds/wukongs.vm.novasphere.dev.yaml");
    private static final Pattern DEFAULT = Pattern.compile("\\s*Default: (.*?)\\.(?= [A-Z]|$)");

    private final StringBuilder text = new StringBuilder();

    private ApiPage() {}

    static String text() {
        var page = new ApiPage();
        page.begin();
        var schema = crd().at("/spec/versions/0/schema/openAPIV3Schema");
        page.rules("The name", schema, List.of());
        page.object("spec", schema.at("/properties/spec"));
        page.object("status", schema.at("/properties/status"));
        return page.text.toString();
    }

    private static JsonNode crd() {
        try {
            return new YAMLMapper().readTree(Files.readString(CRD));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + CRD + ".", e);
        }
    }

    private void begin() {
        text.append("""
                # API reference

                `Wukong` (`vm.novasphere.dev/v1alpha1`, short name `wk`) and `VirtualMachineProfile` \
                (`vm.example.com/v1alpha1`, short names `vmprofile` and `vmp`) have the same spec and the same status. \
                `kubectl explain wukong.spec --recursive` shows the same on a cluster. The name of the object is a DNS \
                label of at most 60 characters. Below each table stand the words with which the API server refuses a \
                mistake; `…` stands for values of yours.
                """);
    }

    private void object(String path, JsonNode schema) {
        text.append("\n## `").append(path).append("`\n\n");
        text.append(schema.path("description").asText()).append("\n\n");
        var required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        var rows = new ArrayList<List<String>>();
        var nested = new ArrayList<Runnable>();
        var fields = schema.path("properties").properties();
        fields.forEach(field -> {
            var place = path + "." + field.getKey();
            var kind = FieldType.of(place, field.getValue());
            rows.add(row(field.getKey(), kind, field.getValue(), required.contains(field.getKey())));
            kind.nested().ifPresent(child -> nested.add(() -> object(kind.path(), child)));
        });
        text.append(Markdown.table(List.of("Field", "Type", "Bounds", "Default", "Description"), rows));
        rules(
                "Rules",
                schema,
                List.copyOf(fields.stream().map(f -> f.getValue()).toList()));
        nested.forEach(Runnable::run);
    }

    private static List<String> row(String name, FieldType type, JsonNode schema, boolean required) {
        var description = schema.path("description").asText();
        var preset = DEFAULT.matcher(description);
        return List.of(
                Markdown.code(name),
                type.words(),
                type.bounds(),
                required ? "**required**" : preset.find() ? preset.group(1) : "",
                DEFAULT.matcher(description).replaceFirst(""));
    }

    private void rules(String heading, JsonNode schema, List<JsonNode> fields) {
        var messages = new ArrayList<String>(CelMessages.of(schema));
        fields.forEach(field -> {
            if (!field.has("properties")) {
                messages.addAll(CelMessages.of(field));
                var below = field.has("items") ? field.get("items") : field.path("additionalProperties");
                if (!below.has("properties")) {
                    messages.addAll(CelMessages.of(below));
                }
            }
        });
        if (!messages.isEmpty()) {
            text.append("\n").append(heading).append(":\n\n");
            messages.forEach(message -> text.append("- ").append(message).append("\n"));
        }
    }
}
