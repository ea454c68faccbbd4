package dev.novasphere.narrowing;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The classes that are registered against those that Jackson goes through, which it finds by itself, over getters, setters
 * and constructors: neither is missing anything, nor has anything too much.
 */
class RegisteredTypesTest {
    private static final Path CODE = Path.of("target/classes/dev/novasphere");

    @Test
    void everythingThatIsReadOrWrittenIsRegistered() throws IOException {
        var roots = Roots.of(CODE);

        assertThat(ModelTypes.reachableFrom(roots)).containsAll(models(throughJackson(roots)));
    }

    @Test
    void nothingElseIsRegistered() throws IOException {
        var roots = Roots.of(CODE);
        var data = new HashSet<>(models(throughJackson(roots)));
        data.addAll(roots);

        var superfluous = ModelTypes.reachableFrom(roots).stream()
                .filter(type -> !data.contains(type))
                // Supertypes hold annotations.
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                // Named by annotations, which Jackson follows by other ways than properties.
                .filter(type -> !type.getName().matches(".*(Serializer|Deserializer|\\.NothingWritten)"));

        assertThat(superfluous).isEmpty();
    }

    @Test
    void everyKindThatOurPackagesDescribeIsARoot() throws IOException {
        assertThat(Roots.of(CODE)).containsAll(kinds("api")).containsAll(kinds("external"));
    }

    @Test
    void aKindIsRegisteredBecauseTheCodeNamesIt() throws IOException {
        assertThat(Roots.of(CODE.resolve("cluster"))).contains(PersistentVolumeClaim.class);
        assertThat(Roots.of(CODE.resolve("rules"))).doesNotContain(PersistentVolumeClaim.class);
    }

    private static List<Class<?>> kinds(String folder) throws IOException {
        try (var files = Files.list(CODE.resolve(folder))) {
            List<Class<?>> kinds = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("-"))
                    .<Class<?>>map(file -> type("dev.novasphere." + folder + "." + file.replace(".class", "")))
                    .filter(HasMetadata.class::isAssignableFrom)
                    .toList();
            assertThat(kinds).isNotEmpty();
            return kinds;
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Class<?>> throughJackson(Collection<Class<?>> roots) {
        return roots.stream()
                .filter(Predicate.not(Class::isInterface))
                .flatMap(root -> SampleJson.classes(root).stream())
                .collect(toSet());
    }

    private static Set<Class<?>> models(Set<Class<?>> types) {
        return types.stream()
                .filter(type -> type.getName().matches("(io\\.fabric8|dev\\.novasphere)\\..*"))
                .collect(toSet());
    }
}
