package dev.novasphere.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/**
 * The schemas of other projects' kinds, from the CRDs in the folder that the environment variable {@code UPSTREAM_CRDS}
 * names, as strict JSON Schemas: a field that the CRD does not know is an error, as in kubectl's strict validation.
 *
 * @param byKind schema by {@code <apiVersion>/<kind>}
 */
public record UpstreamSchemas(Map<String, JsonNode> byKind) {
    private static final String FOLDER = "UPSTREAM_CRDS";
    private static final Path OURS = Path.of("helm/novasphere/files/crds");
    private static final Set<String> KEPT = Set.of(
            "type",
            "required",
            "enum",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems");

    /** The schemas, or the end of the calling test with the reason on the console where the folder is not named. */
    public static UpstreamSchemas orSkip() {
        var folder = System.getenv(FOLDER);
        if (folder == null || folder.isBlank()) {
            System.out.println("Not run against the upstream schemas: " + FOLDER + " names no folder with their CRDs.");
            Assumptions.abort(FOLDER + " is not set.");
        }
        return Read.ALL;
    }

    /** Read once: the CRDs are some megabytes. Our own kinds, of which the operator may make one too, stand beside them. */
    private static final class Read {
        private static final UpstreamSchemas ALL = new UpstreamSchemas(all());

        private static Map<String, JsonNode> all() {
            var schemas = read(Path.of(System.getenv(FOLDER)));
            schemas.putAll(read(OURS));
            return schemas;
        }
    }

    private static Map<String, JsonNode> read(Path folder) {
        var schemas = new TreeMap<String, JsonNode>();
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(file -> {
                var spec = GoldenYaml.description(file, JsonNode.class).path("spec");
                for (var version : spec.path("versions")) {
                    schemas.put(
                            spec.path("group").asText() + "/"
                                    + version.path("name").asText() + "/"
                                    + spec.path("names").path("kind").asText(),
                            root(version.path("schema").path("openAPIV3Schema")));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas;
    }

    /** The schema of a kind; empty for kinds of Kubernetes itself. */
    public Optional<JsonNode> of(String apiVersion, String kind) {
        return Optional.ofNullable(byKind.get(apiVersion + "/" + kind));
    }

    /** The API server itself checks these three, so that a CRD may leave them out. */
    private static JsonNode root(JsonNode crd) {
        var schema = strict(crd);
        var properties = schema.withObjectProperty("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        return schema;
    }

    private static ObjectNode strict(JsonNode crd) {
        var schema = JsonNodeFactory.instance.objectNode();
        if (crd.path("x-kubernetes-int-or-string").asBoolean()) {
            schema.putArray("anyOf").add(type("string")).add(type("integer"));
            return schema;
        }
        KEPT.stream().filter(crd::has).forEach(key -> schema.set(key, crd.get(key)));
        if (crd.path("nullable").asBoolean() && crd.has("type")) {
            schema.putArray("type").add(crd.get("type")).add("null");
        }
        for (var key : List.of("anyOf", "oneOf", "allOf")) {
            if (crd.path(key) instanceof ArrayNode alternatives) {
                schema.set(key, alternatives); // They add conditions to fields that are declared beside them.
            }
        }
        if (crd.has("items")) {
            schema.set("items", strict(crd.get("items")));
        }
        var open = crd.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (crd.path("additionalProperties").isObject()) {
            schema.set("additionalProperties", strict(crd.get("additionalProperties")));
        } else if (crd.has("properties")) {
            schema.put("additionalProperties", open);
            var properties = schema.putObject("properties");
            crd.get("properties")
                    .properties()
                    .forEach(field -> properties.set(field.getKey(), strict(field.getValue())));
        }
        return schema;
    }

    private static ObjectNode type(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
