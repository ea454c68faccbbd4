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
    /** One problem before several: the shortest, and the first in the alphabet among equals. */
    private static final Comparator<String> SIMPLEST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /** Those of a Wukong. */
    static final SeenMessages OF_MACHINES = new SeenMessages(Path.of("src/test/resources/goldens"));
    /** Those of a NodeNetwork. */
    static final SeenMessages OF_NODE_NETWORKS = new SeenMessages(Path.of("src/test/resources/node-networks"));

    private final Map<String, String> byReason;

    private SeenMessages(Path goldens) {
        this.byReason = read(goldens);
    }

    /** A message with this reason; empty where no golden shows one. */
    Optional<String> of(String reason) {
        return Optional.ofNullable(byReason.get(reason));
    }

    private static Map<String, String> read(Path goldens) {
        var messages = new HashMap<String, String>();
        try (var files = Files.walk(goldens)) {
            for (var file :
                    files.filter(each -> each.endsWith("out-status.yaml")).toList()) {
                new YAMLMapper()
                        .readTree(Files.readString(file))
                        .path("conditions")
                        .forEach(condition -> remember(condition, messages));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The goldens in " + goldens + " cannot be read.", e);
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
