package dev.novasphere.testkit.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The API server's account of who asked for what, in the order in which it answered. It is read line by line: with a
 * thousand VMs it has some hundred megabytes, and after each hundred the API server goes on in a new file.
 *
 * @param file the file that is being written
 */
public record AuditLog(Path file) {
    /** The user that the operator under test is. */
    public static final String OPERATOR = "system:serviceaccount:novasphere-system:novasphere-operator";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One answered request. A watch is a connection and not a request; it is left out.
     *
     * @param received when it reached the API server
     * @param user who asked
     * @param verb {@code create}, {@code patch}, {@code delete} and so on
     * @param resource plural name, with the subresource behind a slash
     * @param namespace the object's namespace; empty for an object without one
     * @param name the object's name; empty for a list and for a name that the API server was to make
     * @param code HTTP status of the answer
     */
    public record Request(
            Instant received, String user, String verb, String resource, String namespace, String name, int code) {
        private static final Set<String> READS = Set.of("get", "list");

        private static Request of(JsonNode event) {
            var subresource = event.at("/objectRef/subresource").asText();
            return new Request(
                    Instant.parse(event.at("/requestReceivedTimestamp").asText()),
                    event.at("/user/username").asText(),
                    event.at("/verb").asText(),
                    event.at("/objectRef/resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                    event.at("/objectRef/namespace").asText(),
                    event.at("/objectRef/name").asText(),
                    event.at("/responseStatus/code").asInt());
        }

        /** Whether the operator asked. */
        public boolean isOperators() {
            return user.equals(OPERATOR);
        }

        /** Whether it asked for a change. */
        public boolean isWrite() {
            return !READS.contains(verb);
        }

        /** Whether the answer was no. */
        public boolean isRefused() {
            return code >= HttpURLConnection.HTTP_BAD_REQUEST;
        }
    }

    /** The requests about a tenant of the shared testbed. */
    public static List<Request> of(Tenant tenant) throws IOException {
        return new AuditLog(SharedTestbed.get().plane().auditLog()).about(tenant.namespace());
    }

    /** The requests about objects of a namespace. */
    public List<Request> about(String namespace) throws IOException {
        return requests(namespace, request -> request.namespace().equals(namespace));
    }

    /** The requests that a user made. */
    public List<Request> by(String user) throws IOException {
        return requests(user, request -> request.user().equals(user));
    }

    private List<Request> requests(String word, Predicate<Request> wanted) throws IOException {
        var requests = new ArrayList<Request>();
        for (var line : lines(word)) {
            request(JSON.readTree(line)).filter(wanted).ifPresent(requests::add);
        }
        return List.copyOf(requests);
    }

    /** The lines with a word. To parse each line takes far longer than to see that a word is not in it. */
    List<String> lines(String word) throws IOException {
        var found = new ArrayList<String>();
        for (var part : parts()) {
            try (var lines = Files.lines(part)) {
                lines.filter(line -> line.contains(word)).forEach(found::add);
            }
        }
        return found;
    }

    private static Optional<Request> request(JsonNode event) {
        return event.path("stage").asText().equals("ResponseComplete")
                        && !event.path("verb").asText().equals("watch")
                ? Optional.of(Request.of(event))
                : Optional.empty();
    }

    /** Finished files carry the time in their names, {@code audit-2026-….log}, and so come before the present one. */
    private List<Path> parts() throws IOException {
        try (var files = Files.list(file.toAbsolutePath().getParent())) {
            return files.filter(part -> part.getFileName().toString().matches("audit.*\\.log"))
                    .sorted()
                    .toList();
        }
    }
}
