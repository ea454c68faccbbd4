package dev.novasphere.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The API server's account of who asked for what. It is read line by line: at a thousand VMs it has some hundred
 * megabytes, and the API server goes on in a new file after the first hundred.
 */
record AuditLog(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The answered requests of a user that arrived within a time; watches are connections and do not count. */
    Requests requestsOf(String user, Window window) throws IOException {
        var count = new HashMap<String, Integer>();
        int refused = 0;
        for (var part : parts()) {
            try (var lines = Files.newBufferedReader(part)) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.contains(user)) {
                        continue;
                    }
                    var event = JSON.readTree(line);
                    if (isCounted(event, user, window)) {
                        count.merge(name(event), 1, Integer::sum);
                        refused += event.at("/responseStatus/code").asInt() >= 400 ? 1 : 0;
                    }
                }
            }
        }
        return new Requests(Map.copyOf(count), refused);
    }

    private List<Path> parts() throws IOException {
        try (var files = Files.list(file.toAbsolutePath().getParent())) {
            return files.filter(part -> part.getFileName().toString().matches("audit.*\\.log"))
                    .toList();
        }
    }

    private static boolean isCounted(JsonNode event, String user, Window window) {
        return event.at("/user/username").asText().equals(user)
                && event.at("/stage").asText().equals("ResponseComplete")
                && !event.at("/verb").asText().equals("watch")
                && window.contains(
                        Instant.parse(event.at("/requestReceivedTimestamp").asText()));
    }

    private static String name(JsonNode event) {
        var subresource = event.at("/objectRef/subresource").asText();
        return event.at("/verb").asText() + " " + event.at("/objectRef/resource").asText()
                + (subresource.isEmpty() ? "" : "/" + subresource);
    }
}
