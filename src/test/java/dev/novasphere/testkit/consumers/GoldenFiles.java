package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The operator's golden outputs, as far as a program outside reads them. */
final class GoldenFiles {

    private static final Path GOLDENS = Path.of("src", "test", "resources", "goldens");

    private static final Path NODE_NETWORKS = Path.of("src", "test", "resources", "node-networks");

    /** One output: the file's path below the goldens, and the object in it. */
    record Golden(String name, JsonNode object) {

        /** The CNI configuration of a NetworkAttachmentDefinition. */
        ObjectNode cniConfig() {
            try {
                return (ObjectNode)
                        new ObjectMapper().readTree(object.at("/spec/config").asText());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(name + " has a configuration that is no JSON.", e);
            }
        }

        /** A key of a Secret's content, written in clear or in base64. */
        Optional<String> secretText(String key) {
            var plain = object.path("stringData").path(key);
            var encoded = object.path("data").path(key);
            if (plain.isTextual()) {
                return Optional.of(plain.asText());
            }
            return encoded.isTextual()
                    ? Optional.of(new String(Base64.getDecoder().decode(encoded.asText()), StandardCharsets.UTF_8))
                    : Optional.empty();
        }
    }

    private GoldenFiles() {}

    /** The first NetworkAttachmentDefinition of a golden case. */
    static Golden attachment(String folder) throws IOException {
        return ofKind("NetworkAttachmentDefinition").stream()
                .filter(golden -> golden.name().startsWith(folder + "/"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("The golden " + folder + " has no attachment definition."));
    }

    /**
     * Every golden output of a kind, in order of names.
     *
     * @throws IllegalStateException if there is none of that kind: then the tests would look at nothing
     */
    static List<Golden> ofKind(String kind) throws IOException {
        return read(GOLDENS, "out-" + kind + "-.*\\.yaml");
    }

    /** Every policy for NMState that the golden cases of node networks have. */
    static List<Golden> policies() throws IOException {
        return read(NODE_NETWORKS, "out-policy\\.yaml");
    }

    private static List<Golden> read(Path folder, String pattern) throws IOException {
        var found = new ArrayList<Golden>();
        var yaml = new YAMLMapper();
        try (var files = Files.walk(folder, 2)) {
            for (var file : files.sorted().toList()) {
                if (file.getFileName().toString().matches(pattern)) {
                    found.add(new Golden(folder.relativize(file).toString(), yaml.readTree(file.toFile())));
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("%s holds no %s. There must be at least one, or this tier checks nothing."
                    .formatted(folder, pattern));
        }
        return found;
    }
}
