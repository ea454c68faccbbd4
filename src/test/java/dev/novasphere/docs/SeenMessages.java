package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Messages of conditions as the goldens show them. */
final class SeenMessages {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    /** One problem before several: the shortest, and the first in the alphabet among equals. */
    private static final Comparator<String> SIMPLEST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final Map<String, String> BY_REASON = read();

    private SeenMessages() {}

    /** A message with this reason; empty where no golden shows one. */
    static Optional<String> of(String reason) {
        return Optional.ofNullable(BY_REASON.get(reason));
    }

    private static Map<String, String> read() {
        var messages = new HashMap<String, String>();
        try (var files = Files.walk(GOLDENS)) {
            for (var file :
                    files.filter(each -> each.endsWith("out-status.yaml")).toList()) {
                new YAMLMapper()
                        .readTree(Files.readString(file))
                        .path("conditions")
                        .forEach(condition -> remember(condition, messages));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The goldens in " + GOLDENS + " cannot be read.", e);
        }
        return messages;
    }

    private static void remember(JsonNode condition, Map<String, String> messages) {
        messages.merge(
                condition.path("reason").asText(),
                condition.path("message").asText(),
                (one, other) -> SIMPLEST.compare(one, other) <= 0 ? one : other);
    }
}
