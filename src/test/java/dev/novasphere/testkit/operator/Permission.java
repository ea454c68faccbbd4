package dev.novasphere.testkit.operator;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.net.HttpURLConnection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One thing that a role allows, or that somebody asked for.
 *
 * @param resource plural name, with the subresource behind a slash and the group behind a dot
 * @param verb {@code create}, {@code patch} and so on
 */
public record Permission(String resource, String verb) implements Comparable<Permission> {

    /** Everything that the chart lets the operator do. */
    public static SortedSet<Permission> granted() {
        var inItsNamespace = Chart.all(Role.class)
                .filter(role -> Chart.ACCOUNT.equals(role.getMetadata().getName()))
                .flatMap(role -> role.getRules().stream());
        return Stream.concat(Chart.rules(), inItsNamespace)
                .flatMap(Permission::of)
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<Permission> of(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource ->
                                rule.getVerbs().stream().map(verb -> new Permission(named(resource, group), verb))));
    }

    /** What a request of the audit log took. Server-side apply that makes an object takes patch and create together. */
    static Stream<Permission> of(JsonNode request) {
        var subresource = request.at("/objectRef/subresource").asText();
        var resource = named(
                request.at("/objectRef/resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                request.at("/objectRef/apiGroup").asText());
        var asked = new Permission(resource, request.at("/verb").asText());
        return request.at("/responseStatus/code").asInt() == HttpURLConnection.HTTP_CREATED
                ? Stream.of(asked, new Permission(resource, "create"))
                : Stream.of(asked);
    }

    private static String named(String resource, String group) {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    @Override
    public int compareTo(Permission other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return verb + " " + resource;
    }
}
