package dev.novasphere.narrowing;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files that Quarkus wrote. */
class NarrowTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "META-INF/native-image/reflect-config.json";
    private static final String MODEL = "io.fabric8.kubernetes.api.model.";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        try (var jar = FileSystems.newFileSystem(folder.resolve("a-runner.jar"), Map.of("create", "true"))) {
            Files.createDirectories(jar.getPath("META-INF/native-image"));
            Files.createDirectories(jar.getPath("dev/novasphere"));
            Files.copy(
                    Path.of("target/classes/dev/novasphere/cluster/KnownKinds.class"),
                    jar.getPath("dev/novasphere/KnownKinds.class"));
            Files.writeString(jar.getPath(LIST), """
                    [{"name": "io.quarkus.Own", "methods": [{"name": "<init>", "parameterTypes": []}]},
                     {"name": "io.fabric8.kubernetes.api.model.Node", "allDeclaredMethods": true,
                      "condition": {"typeReachable": "io.fabric8.kubernetes.api.model.Node"}},
                     {"name": "io.fabric8.kubernetes.api.model.NodeBuilder", "allDeclaredMethods": true},
                     {"name": "io.fabric8.kubernetes.api.model.NodeFluent$SpecNested", "allDeclaredMethods": true},
                     {"name": "io.fabric8.kubernetes.api.model.apps.Deployment", "allDeclaredMethods": true},
                     {"name": "io.fabric8.openshift.api.model.Route", "allDeclaredMethods": true},
                     {"name": "io.fabric8.kubernetes.client.ConfigBuilder", "allDeclaredMethods": true},
                     {"name": "io.fabric8.kubernetes.client.Config", "allDeclaredMethods": true},
                     {"name": "io.fabric8.kubernetes.client.impl.KubernetesClientImpl", "allDeclaredMethods": true}]
                    """);
        }
    }

    @Test
    void buildersAndKindsThatNobodyUsesGo() throws IOException {
        assertThat(narrowed())
                .doesNotContainKeys(
                        MODEL + "NodeBuilder",
                        MODEL + "NodeFluent$SpecNested",
                        MODEL + "apps.Deployment",
                        "io.fabric8.openshift.api.model.Route",
                        "io.fabric8.kubernetes.client.ConfigBuilder");
    }

    @Test
    void aKindThatIsUsedStaysWithWhatJsonNeeds() throws IOException {
        var node = entry(MODEL + "Node");

        assertThat(node.path("allDeclaredConstructors").asBoolean()).isTrue();
        assertThat(node.path("allDeclaredFields").asBoolean()).isTrue();
        assertThat(node.has("condition")).isFalse();
        assertThat(node.has("allDeclaredMethods")).isFalse();
        assertThat(node.path("methods").findValuesAsText("name"))
                .contains("getStatus", "setStatus", "getAdditionalProperties")
                .doesNotContain("edit", "toBuilder", "equals", "hashCode", "toString");
        assertThat(node.path("methods").findValues("parameterTypes"))
                .contains(JSON.valueToTree(List.of(MODEL + "NodeStatus")));
    }

    @Test
    void whatQuarkusDidNotRegisterIsAdded() throws IOException {
        assertThat(narrowed())
                .containsKeys(
                        MODEL + "NodeStatus", "dev.novasphere.api.WukongSpec", "dev.novasphere.api.NothingWritten");
    }

    @Test
    void recordsKeepTheirComponents() throws IOException {
        assertThat(entry("dev.novasphere.api.WukongSpec")
                        .path("allDeclaredMethods")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theClientIsMadeByNameAndNoMore() throws IOException {
        var client = entry("io.fabric8.kubernetes.client.impl.KubernetesClientImpl");

        assertThat(client.path("allDeclaredConstructors").asBoolean()).isTrue();
        assertThat(client.has("allDeclaredMethods")).isFalse();
    }

    @Test
    void everythingElseStaysAsItWas() throws IOException {
        assertThat(narrowed())
                .hasEntrySatisfying(
                        "io.quarkus.Own", own -> assertThat(own.path("methods")).hasSize(1))
                .hasEntrySatisfying(
                        "io.fabric8.kubernetes.client.Config",
                        config -> assertThat(config)
                                .isEqualTo(JSON.createObjectNode()
                                        .put("name", "io.fabric8.kubernetes.client.Config")
                                        .put("allDeclaredMethods", true)));
    }

    @Test
    void aFolderWithoutARunnerIsSaidToBeOne() {
        assertThatThrownBy(() -> Narrow.main(new String[] {"src/test/resources/goldens"}))
                .hasMessageContaining("There is no runner jar in src/test/resources/goldens")
                .hasMessageContaining("sources-only=true");
    }

    private JsonNode entry(String name) throws IOException {
        return Objects.requireNonNull(narrowed().get(name), name);
    }

    private Map<String, JsonNode> narrowed() throws IOException {
        Narrow.main(new String[] {folder.toString()});
        return StreamSupport.stream(read(LIST).spliterator(), false)
                .collect(toMap(entry -> entry.path("name").asText(), entry -> entry));
    }

    private JsonNode read(String file) throws IOException {
        try (var jar = FileSystems.newFileSystem(folder.resolve("a-runner.jar"))) {
            return JSON.readTree(Files.readString(jar.getPath(file)));
        }
    }
}
