package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** One output: the file's path below the goldens, and the object in it. */
    record Golden(String name, JsonNode object) {

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

    /**
     * Every golden output of a kind, in order of names.
     *
     * @throws IllegalStateException if there are goldens but none of that kind: then the tests would look at nothing
     */
    static List<Golden> ofKind(String kind) throws IOException {
        if (!Files.isDirectory(GOLDENS)) {
            System.out.println("[consumers] " + GOLDENS + " does not exist: only the samples are checked.");
            return List.of();
        }
        var found = new ArrayList<Golden>();
        var yaml = new YAMLMapper();
        try (var folders = Files.walk(GOLDENS, 2)) {
            for (var file : folders.sorted().toList()) {
                if (file.getFileName().toString().matches("out-" + kind + "-.*\\.yaml")) {
                    found.add(new Golden(GOLDENS.relativize(file).toString(), yaml.readTree(file.toFile())));
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "%s holds no out-%s-*.yaml. The goldens must show at least one, or this tier"
                                    .formatted(GOLDENS, kind)
                            + " checks nothing.");
        }
        return found;
    }
}
