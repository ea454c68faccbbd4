package dev.novasphere.crd;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of the original documents, to the letter, applies as either kind. */
class SeedExamplesTest {
    private static StrictServer server;

    @BeforeAll
    static void start() {
        server = new StrictServer();
        server.namespace("production");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleAppliesAsItStands() {
        return CaseFiles.in("seeds").stream()
                .map(file -> DynamicTest.dynamicTest(CaseFiles.name(file), () -> applies(file, example(file))));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleAppliesAsTheOtherKind() {
        return CaseFiles.in("seeds").stream()
                .map(file -> DynamicTest.dynamicTest(CaseFiles.name(file), () -> applies(file, other(example(file)))));
    }

    private static void applies(Path file, GenericKubernetesResource object) {
        var namespace =
                Optional.ofNullable(object.getMetadata().getNamespace()).orElse("seeds-" + CaseFiles.name(file));
        server.namespace(namespace);
        assertThatCode(() -> server.create(namespace, object))
                .as("the example in " + file + " as " + object.getKind())
                .doesNotThrowAnyException();
    }

    private static GenericKubernetesResource example(Path file) throws IOException {
        return Serialization.unmarshal(Files.readString(file), GenericKubernetesResource.class);
    }

    private static GenericKubernetesResource other(GenericKubernetesResource object) {
        var isWukong = object.getKind().equals("Wukong");
        object.setKind(isWukong ? "VirtualMachineProfile" : "Wukong");
        object.setApiVersion(isWukong ? "vm.example.com/v1alpha1" : "vm.novasphere.dev/v1alpha1");
        return object;
    }
}
