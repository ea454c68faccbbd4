package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.crd.Crd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A Wukong, VirtualMachineProfile or NodeNetwork in a page: a YAML block, a part of one that names fields of a Wukong's
 * spec, or what a command reads from its standard input. A block that shows a mistake is marked {@code yaml refused}.
 *
 * @param name the page and the number of its block
 * @param isRefused whether the page says that it is refused
 * @param yaml the whole object
 */
record Example(String name, boolean isRefused, String yaml) {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Set<String> KINDS = Set.of("Wukong", "VirtualMachineProfile", "NodeNetwork");
    private static final Pattern HERE_DOCUMENT =
            Pattern.compile("<<-?\\s*['\"]?(\\w+)['\"]?[^\\n]*\\n(.*?)\\n\\1", Pattern.DOTALL);

    static List<Example> in(Page page) {
        var examples = new ArrayList<Example>();
        var number = 0;
        for (var block : page.blocks()) {
            number++;
            for (var document : documents(block)) {
                var object = wholeObject(read(page, document));
                if (object.path("metadata").isObject()
                        && KINDS.contains(object.path("kind").asText())) {
                    examples.add(new Example(
                            "%s, block %d".formatted(page.name(), number),
                            block.info().endsWith(" refused"),
                            object.toString()));
                }
            }
        }
        return examples;
    }

    private static List<String> documents(Page.Block block) {
        if (block.is("yaml")) {
            return List.of(block.text().split("(?m)^---\\s*$", -1));
        }
        return block.is("sh", "bash", "console")
                ? HERE_DOCUMENT
                        .matcher(block.text())
                        .results()
                        .map(found -> found.group(2))
                        .toList()
                : List.of();
    }

    private static JsonNode read(Page page, String document) {
        try {
            return YAML.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "A YAML block of %s cannot be read:\n%s".formatted(page.name(), document), e);
        }
    }

    /** A mapping of nothing but fields of the spec, or of a spec, becomes the object that a reader would make of it. */
    private static JsonNode wholeObject(JsonNode part) {
        if (!part.isObject() || part.isEmpty() || part.has("kind")) {
            return part;
        }
        var fields = new HashSet<String>();
        Crd.WUKONG.schema().at("/properties/spec/properties").fieldNames().forEachRemaining(fields::add);
        var names = new HashSet<String>();
        part.fieldNames().forEachRemaining(names::add);
        if (names.equals(Set.of("spec"))) {
            return wholeObject(part.get("spec"));
        }
        return fields.containsAll(names) ? around((ObjectNode) part) : part;
    }

    private static JsonNode around(ObjectNode spec) {
        var object = YAML.createObjectNode();
        object.put("apiVersion", "vm.novasphere.dev/v1alpha1").put("kind", "Wukong");
        object.putObject("metadata").put("name", "example");
        var whole = object.putObject("spec").put("cpu", 1).put("memory", "1Gi");
        whole.setAll(spec);
        if (whole.has("osImage") && !whole.has("disks")) {
            whole.putArray("disks")
                    .addObject()
                    .put("name", "root")
                    .put("size", "10Gi")
                    .put("storageClassName", "any");
        }
        return object;
    }
}
