package dev.novasphere.narrowing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.cluster.KnownKinds;
import dev.novasphere.external.VirtualMachine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind that is sent or read comes through unharmed where only the registered classes can be looked into. */
class RegisteredRoundTripTest {
    private static final List<Class<?>> ROOTS = roots();
    private static final Collection<Class<?>> TYPES = ModelTypes.reachableFrom(ROOTS);
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final KubernetesSerialization EVERYTHING = KnownKinds.serialization(new ObjectMapper());
    private static final KubernetesSerialization REGISTERED = KnownKinds.serialization(OnlyRegistered.mapper(TYPES));

    @ParameterizedTest
    @MethodSource("concreteRoots")
    void everyFieldOfWhatIsSentOrReadComesThrough(Class<?> type) {
        var sample = SampleJson.of(type);

        assertThat(through(REGISTERED, sample, type)).isEqualTo(through(EVERYTHING, sample, type));
        assertThat(through(REGISTERED, sample, type)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everyGoldenComesThrough(Path file) throws IOException {
        var object = YAML.readTree(Files.readString(file));
        var type = kind(object.path("kind").asText());

        assertThat(through(REGISTERED, object, type)).isEqualTo(through(EVERYTHING, object, type));
    }

    /** So nothing of ours is registered in vain, and these tests notice what is missing. */
    @ParameterizedTest
    @MethodSource("ourData")
    void withoutAnyOneOfOurClassesSomethingIsLost(Class<?> missing) {
        var rest = new ArrayList<>(TYPES);
        rest.remove(missing);
        var poorer = KnownKinds.serialization(OnlyRegistered.mapper(rest));

        assertThat(concreteRoots().filter(HasMetadata.class::isAssignableFrom))
                .anyMatch(type -> !comesThrough(poorer, type));
    }

    @Test
    void anUnregisteredClassIsWrittenAsAnEmptyObjectWithoutAWord() {
        var rest = new ArrayList<>(TYPES);
        rest.remove(Toleration.class);
        var poorer = KnownKinds.serialization(OnlyRegistered.mapper(rest));

        assertThat(poorer.asJson(new Toleration("NoSchedule", "dedicated", "Exists", null, null)))
                .isEqualTo("{}");
        assertThat(comesThrough(poorer, VirtualMachine.class)).isFalse();
    }

    static Stream<Class<?>> concreteRoots() {
        return ROOTS.stream()
                .filter(Predicate.not(Class::isInterface))
                .filter(type -> !Modifier.isAbstract(type.getModifiers()) && !type.isEnum());
    }

    static Stream<Class<?>> ourData() {
        return TYPES.stream()
                .filter(type -> type.getName().startsWith("dev.novasphere."))
                .filter(type -> type.isRecord() || HasMetadata.class.isAssignableFrom(type))
                .filter(type -> !Modifier.isAbstract(type.getModifiers()));
    }

    static Stream<Path> goldens() throws IOException {
        try (var files = Files.walk(Path.of("src/test/resources/goldens"))) {
            return files
                    .filter(file -> file.getFileName().toString().matches("(in-|out-)?[A-Z][A-Za-z]+-.*\\.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean comesThrough(KubernetesSerialization client, Class<?> type) {
        var sample = SampleJson.of(type);
        try {
            return through(client, sample, type).equals(through(EVERYTHING, sample, type));
        } catch (RuntimeException e) {
            return false; // Jackson found no constructor.
        }
    }

    private static JsonNode through(KubernetesSerialization client, JsonNode json, Class<?> type) {
        try {
            return YAML.readTree(client.asJson(client.unmarshal(json.toString(), type)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The client wrote what is no JSON.", e);
        }
    }

    private static Class<?> kind(String kind) {
        return TYPES.stream()
                .filter(type -> type.getSimpleName().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " is not registered."));
    }

    private static List<Class<?>> roots() {
        try {
            return Roots.of(Path.of("target/classes/dev/novasphere"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
