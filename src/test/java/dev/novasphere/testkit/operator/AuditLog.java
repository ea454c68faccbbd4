package dev.novasphere.testkit.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** What was asked of the API server about a tenant's namespace, in the order in which it was answered. */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditLog() {}

    /**
     * One answered request.
     *
     * @param user who asked
     * @param verb {@code create}, {@code patch}, {@code delete} and so on
     * @param resource plural name, with the subresource behind a slash
     * @param name the object's name
     */
    public record Request(String user, String verb, String resource, String name) {
        private static Request of(JsonNode event) {
            var object = event.path("objectRef");
            var subresource = object.path("subresource").asText("");
            return new Request(
                    event.path("user").path("username").asText(),
                    event.path("verb").asText(),
                    object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                    object.path("name").asText());
        }

        /** Whether the operator asked. */
        public boolean isOperators() {
            return user.startsWith("system:serviceaccount:novasphere-system:");
        }
    }

    /** Every answered request. */
    public static List<Request> of(Tenant tenant) throws IOException {
        try (var lines = Files.lines(SharedTestbed.get().plane().auditLog())) {
            return lines.filter(line -> line.contains('"' + tenant.namespace() + '"'))
                    .map(AuditLog::event)
                    .filter(event ->
                            event.path("objectRef").path("namespace").asText().equals(tenant.namespace()))
                    .map(Request::of)
                    .toList();
        }
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("A line of the audit log is not JSON: " + line, e);
        }
    }
}
