package dev.novasphere.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.novasphere.api.Wukong;
import dev.novasphere.rules.SpecRules;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What stands at the edge of a rule, on the right side of it; two documents of a file are an object and its update. */
class AcceptedTest {
    private static final String NAMESPACE = "accepted";
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
    Stream<DynamicTest> everyCaseIsAccepted() {
        return CaseFiles.in("accepted").stream()
                .map(file -> DynamicTest.dynamicTest(CaseFiles.name(file), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        var documents = Arrays.asList(Files.readString(file).split("\n---\n", -1));
        assertThatCode(() -> server.create(NAMESPACE, object(documents.getFirst())))
                .as("creation of " + file)
                .doesNotThrowAnyException();
        for (var document : documents) {
            assertThatCode(() -> server.update(NAMESPACE, object(document)))
                    .as("update to a document of " + file)
                    .doesNotThrowAnyException();
            if (Crd.of(object(document).getKind()).isMachine()) {
                assertThat(SpecRules.check(Serialization.unmarshal(document, Wukong.class)))
                        .isEmpty();
            }
        }
    }

    private static GenericKubernetesResource object(String document) {
        return Serialization.unmarshal(document, GenericKubernetesResource.class);
    }
}
