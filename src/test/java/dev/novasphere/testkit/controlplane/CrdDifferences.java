package dev.novasphere.testkit.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a stand-in CRD says something that the upstream CRD does not; what only upstream says is no difference. */
final class CrdDifferences {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SAME_KEYS = List.of(
            "type",
            "format",
            "nullable",
            "x-kubernetes-int-or-string",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type");

    private final List<String> found = new ArrayList<>();

    private CrdDifferences() {}

    /** One line for each difference, with its path. */
    static List<String> between(Path standIn, Path upstream) throws IOException {
        CrdDifferences differences = new CrdDifferences();
        differences.crd(read(standIn).path("spec"), read(upstream).path("spec"));
        return differences.found;
    }

    private static JsonNode read(Path file) throws IOException {
        Map<?, ?> content = Serialization.unmarshal(Files.readString(file), Map.class);
        return JSON.valueToTree(content);
    }

    private void crd(JsonNode standIn, JsonNode upstream) {
        for (String key : List.of("group", "scope")) {
            same(key, standIn.path(key), upstream.path(key));
        }
        for (String key : List.of("plural", "singular", "kind", "shortNames", "categories")) {
            same("names." + key, standIn.at("/names/" + key), upstream.at("/names/" + key));
        }
        same("names of the versions", names(standIn), names(upstream));
        for (JsonNode version : standIn.path("versions")) {
            String name = version.path("name").asText();
            JsonNode other = version(upstream, name);
            for (String key : List.of("served", "storage", "subresources")) {
                same(name + "." + key, version.path(key), other.path(key));
            }
            schema(name, version.at("/schema/openAPIV3Schema"), other.at("/schema/openAPIV3Schema"));
        }
    }

    private void schema(String path, JsonNode standIn, JsonNode upstream) {
        for (String key : SAME_KEYS) {
            same(path + " (" + key + ")", standIn.path(key), upstream.path(key));
        }
        same(path + " (list type)", listType(standIn), listType(upstream));
        for (JsonNode required : standIn.path("required")) {
            if (!texts(upstream.path("required")).contains(required.asText())) {
                found.add(path + "." + required.asText() + " is required here and not upstream");
            }
        }
        standIn.path("properties").properties().forEach(property -> {
            JsonNode other = upstream.path("properties").path(property.getKey());
            String child = path + "." + property.getKey();
            if (!other.isMissingNode()) {
                schema(child, property.getValue(), other);
            } else {
                found.add(child + " is not upstream");
            }
        });
        for (String key : List.of("items", "additionalProperties")) {
            if (standIn.has(key)) {
                schema(path + "." + key, standIn.path(key), upstream.path(key));
            }
        }
    }

    private void same(String path, JsonNode standIn, JsonNode upstream) {
        if (!standIn.equals(upstream)) {
            found.add(path + " is " + standIn + " here and " + upstream + " upstream");
        }
    }

    /** Lists are atomic where a CRD does not say. */
    private static JsonNode listType(JsonNode schema) {
        return JSON.valueToTree(schema.path("x-kubernetes-list-type").asText("atomic"));
    }

    private static JsonNode names(JsonNode crd) {
        var names = JSON.createArrayNode();
        crd.path("versions").forEach(version -> names.add(version.path("name").asText()));
        return names;
    }

    private static JsonNode version(JsonNode crd, String name) {
        for (JsonNode version : crd.path("versions")) {
            if (version.path("name").asText().equals(name)) {
                return version;
            }
        }
        return JSON.missingNode();
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
