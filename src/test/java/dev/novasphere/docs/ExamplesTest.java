package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.novasphere.api.Wukong;
import dev.novasphere.crd.Crd;
import dev.novasphere.crd.StrictServer;
import dev.novasphere.rules.Problem;
import dev.novasphere.rules.SpecRules;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of the documentation is one that the API server and the operator take, or is marked as refused. */
class ExamplesTest {
    private static final String NAMESPACE = "examples";
    private static StrictServer server;

    @BeforeAll
    static void start() {
        server = new StrictServer();
        server.namespace(NAMESPACE);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleDoesWhatThePageSays() {
        return Page.all().stream()
                .flatMap(page -> Example.in(page).stream())
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> check(example)));
    }

    /** So that what the read-me shows of it was really seen. */
    @Test
    void theExampleOfTheReadMeIsOneOfTheDemo() throws IOException {
        assertThat(Page.of(Path.of("README.md")).blocks())
                .extracting(Page.Block::text)
                .contains(Files.readString(Path.of("src/test/resources/demo/wukong-static-address.yaml")));
    }

    private static void check(Example example) {
        if (example.isRefused()) {
            assertThat(refusals(example)).as("what is said against it").isNotEmpty();
        } else {
            assertThatCode(() -> server.dryRun(NAMESPACE, resource(example))).doesNotThrowAnyException();
            assertThat(problems(example)).isEmpty();
        }
    }

    private static List<String> refusals(Example example) {
        try {
            server.dryRun(NAMESPACE, resource(example));
        } catch (RuntimeException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        return problems(example).stream().map(Problem::message).toList();
    }

    private static List<Problem> problems(Example example) {
        return crd(example).isMachine()
                ? SpecRules.check(Serialization.unmarshal(example.yaml(), Wukong.class))
                : List.of();
    }

    /** In a namespace that is there, whatever the page names. */
    private static GenericKubernetesResource resource(Example example) {
        var resource = Serialization.unmarshal(example.yaml(), GenericKubernetesResource.class);
        resource.getMetadata().setNamespace(crd(example).isMachine() ? NAMESPACE : null);
        return resource;
    }

    private static Crd crd(Example example) {
        return Crd.of(Serialization.unmarshal(example.yaml(), GenericKubernetesResource.class)
                .getKind());
    }
}
