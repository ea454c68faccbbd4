package dev.novasphere.wiring;

import static java.util.stream.Collectors.toCollection;

import dev.novasphere.testkit.controlplane.ProjectFiles;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One thing that a role allows.
 *
 * @param resource plural name, with the subresource behind a slash
 * @param verb {@code create}, {@code patch} and so on
 */
record Permission(String resource, String verb) implements Comparable<Permission> {

    /** Everything that the shipped roles grant. */
    static SortedSet<Permission> granted() throws IOException {
        try (var roles = Files.newInputStream(ProjectFiles.find("src/main/kubernetes/rbac.yaml"))) {
            Object objects = new KubernetesSerialization().unmarshal(roles);
            return ((Collection<?>) objects)
                    .stream()
                            .filter(ClusterRole.class::isInstance)
                            .map(ClusterRole.class::cast)
                            .flatMap(Permission::of)
                            .collect(toCollection(TreeSet::new));
        }
    }

    private static Stream<Permission> of(ClusterRole role) {
        return role.getRules().stream()
                .flatMap(rule -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream().map(verb -> new Permission(resource, verb))));
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
