package dev.novasphere.wiring;

import static java.util.stream.Collectors.toCollection;

import dev.novasphere.testkit.operator.Chart;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
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

    /** Everything that the chart lets the operator do in the whole cluster. */
    static SortedSet<Permission> granted() {
        return Chart.rules().flatMap(Permission::of).collect(toCollection(TreeSet::new));
    }

    private static Stream<Permission> of(PolicyRule rule) {
        return rule.getResources().stream()
                .flatMap(resource -> rule.getVerbs().stream().map(verb -> new Permission(resource, verb)));
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
