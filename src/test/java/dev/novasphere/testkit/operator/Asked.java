package dev.novasphere.testkit.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.testkit.controlplane.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Everything that operators of this run have asked of API servers, by the API servers' own account. */
public final class Asked {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Permission> OF_THOSE_THAT_ENDED = ConcurrentHashMap.newKeySet();

    private Asked() {}

    /** Keeps what was asked of a control plane that is about to end, and takes its log with it. */
    public static void remember(ControlPlane plane) {
        OF_THOSE_THAT_ENDED.addAll(of(plane).stream().flatMap(Permission::of).collect(Collectors.toSet()));
    }

    /** What was asked of a control plane, and of all that have ended. */
    public static SortedSet<Permission> ever(ControlPlane plane) {
        var asked = new TreeSet<>(OF_THOSE_THAT_ENDED);
        of(plane).stream().flatMap(Permission::of).forEach(asked::add);
        return asked;
    }

    /** Each request of the operator that was answered or, being a watch, begun. */
    public static List<JsonNode> of(ControlPlane plane) {
        try {
            return new AuditLog(plane.auditLog())
                    .lines(AuditLog.OPERATOR).stream()
                            .map(Asked::event)
                            .filter(event -> event.at("/user/username").asText().equals(AuditLog.OPERATOR))
                            .filter(event -> event.at("/objectRef/resource").isTextual())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log cannot be read.", e);
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
