package dev.novasphere.guard;

import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that are not a visitor's to know: the other namespace, whatever stands in it, and what administrators keep for it.
 *
 * @param names without those that the visitor's own namespace has as well, such as "default"
 */
record NamesOfOthers(Set<String> names) {
    static NamesOfOthers of(KubernetesClient admin, Tenant other, Tenant home, List<String> kept) {
        var names = new TreeSet<>(in(admin, other.namespace()));
        names.removeAll(in(admin, home.namespace()));
        names.add(other.namespace());
        names.addAll(kept);
        return new NamesOfOthers(names);
    }

    /** Those in a text that somebody did not know who wrote the other text. */
    List<String> toldBy(String text, String written) {
        return names.stream()
                .filter(name -> isIn(text, name) && !isIn(written, name))
                .toList();
    }

    private static boolean isIn(String text, String name) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    private static Set<String> in(KubernetesClient admin, String namespace) {
        UnaryOperator<String> name = id -> id.substring(id.indexOf('/') + 1);
        return Stream.of(Surroundings.everything(admin))
                .flatMap(objects -> objects.keySet().stream())
                .filter(id -> id.contains(" " + namespace + "/"))
                .map(name)
                .collect(Collectors.toSet());
    }
}
