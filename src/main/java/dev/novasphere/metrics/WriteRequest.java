package dev.novasphere.metrics;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request that writes, in the words of a role.
 *
 * @param resource the plural, with a subresource behind a slash; {@code other} for what we do not write
 * @param verb create, update, patch or delete
 */
public record WriteRequest(String resource, String verb) {
    private static final Map<String, String> VERBS =
            Map.of("POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");

    private static final Set<String> RESOURCES = Set.of(
            "wukongs",
            "virtualmachineprofiles",
            "virtualmachines",
            "datavolumes",
            "persistentvolumeclaims",
            "network-attachment-definitions",
            "secrets",
            "events",
            "leases",
            "selfsubjectaccessreviews",
            "selfsubjectrulesreviews");

    private static final Set<String> SUBRESOURCES = Set.of("status", "finalizers");

    /** The request of this method to this address; empty where it only reads. */
    public static Optional<WriteRequest> of(String method, URI address) {
        return Optional.ofNullable(VERBS.get(method)).map(verb -> new WriteRequest(resource(address), verb));
    }

    /** One word for the answer's HTTP status. */
    public static String result(int status) {
        return switch (status) {
            case 404 -> "gone";
            case 409 -> "conflict";
            case 429 -> "throttled";
            default -> status < 400 ? "ok" : status < 500 ? "refused" : "failed";
        };
    }

    /** {@code /api/v1} or {@code /apis/GROUP/VERSION}, then {@code namespaces/NAME} where there is one. */
    private static String resource(URI address) {
        var parts = List.of(address.getPath().split("/"));
        var kinds = parts.indexOf("apis") == 1 ? 4 : 3;
        var begin = parts.size() > kinds + 2 && parts.get(kinds).equals("namespaces") ? kinds + 2 : kinds;
        if (parts.size() <= begin || !RESOURCES.contains(parts.get(begin))) {
            return "other";
        }
        return parts.size() > begin + 2 && SUBRESOURCES.contains(parts.get(begin + 2))
                ? parts.get(begin) + "/" + parts.get(begin + 2)
                : parts.get(begin);
    }
}
