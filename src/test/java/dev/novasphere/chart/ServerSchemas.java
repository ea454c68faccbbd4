package dev.novasphere.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** JSON schemas for kubeconform, made of what a running API server publishes about its kinds, those of CRDs included. */
final class ServerSchemas {
    /** How kubeconform finds a file of ours. */
    static final String LOCATION = "{{.ResourceKind}}_{{.Group}}_{{.ResourceAPIVersion}}.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REFERENCE = "#/components/schemas/";

    private final KubernetesClient client;
    private final Path folder;
    private final Map<String, JsonNode> published = new HashMap<>();

    ServerSchemas(KubernetesClient client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    /** Writes the schema of a kind, unless it is there already; false where the API server does not know the kind. */
    boolean write(String apiVersion, String kind) throws IOException {
        var group = apiVersion.contains("/") ? apiVersion.replaceFirst("/.*", "") : "";
        var version = apiVersion.replaceFirst(".*/", "");
        // For kubeconform the group of the core kinds is the version's name.
        var place = apiVersion.replaceFirst("/.*", "");
        var file = folder.resolve("%s_%s_%s.json".formatted(kind.toLowerCase(Locale.ROOT), place, version));
        if (Files.exists(file)) {
            return true;
        }
        var all = published(apiVersion);
        var name = name(all, group, version, kind);
        if (name.isEmpty()) {
            return false;
        }
        var schema = JSON.createObjectNode().put("$ref", REFERENCE + name.get());
        schema.putObject("components").set("schemas", all);
        JSON.writeValue(file.toFile(), schema);
        return true;
    }

    private JsonNode published(String apiVersion) throws JsonProcessingException {
        var known = published.get(apiVersion);
        if (known == null) {
            var index = JSON.readTree(client.raw("/openapi/v3"));
            var path = (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
            var address = index.path("paths").path(path).path("serverRelativeURL");
            known = address.isTextual()
                    ? JSON.readTree(client.raw(address.asText())).at("/components/schemas")
                    : JSON.createObjectNode();
            close(known);
            published.put(apiVersion, known);
        }
        return known;
    }

    private static Optional<String> name(JsonNode schemas, String group, String version, String kind) {
        var wanted =
                JSON.createObjectNode().put("group", group).put("kind", kind).put("version", version);
        return schemas.properties().stream()
                .filter(schema -> schema.getValue()
                        .path("x-kubernetes-group-version-kind")
                        .valueStream()
                        .anyMatch(wanted::equals))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** An object with named fields has no others, except where the API server keeps what it does not know. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(ServerSchemas::close);
    }
}
