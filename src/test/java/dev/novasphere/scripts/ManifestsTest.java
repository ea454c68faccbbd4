package dev.novasphere.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three files that {@code make manifests} writes, and what the shipped roles allow. */
class ManifestsTest {
    private static final String CRD = "kind: CustomResourceDefinition\nmetadata:\n  name: ";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Checkout checkout;

    @BeforeEach
    void copy() throws Exception {
        checkout = Checkout.in(folder);
    }

    @Test
    void threeFilesAreWritten() throws Exception {
        checkout.write("src/main/kubernetes/crds/a.yaml", CRD + "a\n");
        checkout.write("src/main/kubernetes/crds/b.yaml", "# Brings its own separator.\n---\n" + CRD + "b\n");
        checkout.write("src/main/kubernetes/crds/c.yaml", "# Brings none.\n" + CRD + "c\n");

        assertThat(checkout.run("scripts/manifests.sh").exitCode()).isZero();

        assertThat(documents("crds.yaml"))
                .extracting(ManifestsTest::kindAndName)
                .containsExactly(
                        "CustomResourceDefinition a", "CustomResourceDefinition b", "CustomResourceDefinition c");
        assertThat(documents("rbac.yaml"))
                .extracting(ManifestsTest::kindAndName)
                .containsExactly(
                        "Namespace novasphere-system",
                        "ServiceAccount novasphere-operator",
                        "ClusterRole novasphere-operator",
                        "ClusterRoleBinding novasphere-operator",
                        "ClusterRole novasphere-operator-virtualmachineprofiles",
                        "ClusterRoleBinding novasphere-operator-virtualmachineprofiles");
        assertThat(documents("operator.yaml"))
                .extracting(ManifestsTest::kindAndName)
                .containsExactly("Deployment novasphere-operator", "Service novasphere-operator-metrics");
    }

    @Test
    void theImageIsTheOneThatImgNames() throws Exception {
        checkout.write("src/main/kubernetes/crds/a.yaml", CRD + "a\n");
        checkout.with("IMG", "registry.example.com:5000/novasphere/operator:1.2");

        checkout.run("scripts/manifests.sh");

        var deployment = documents("operator.yaml").getFirst();
        assertThat(deployment.at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("registry.example.com:5000/novasphere/operator:1.2");
        assertThat(deployment.at("/metadata/labels/app.kubernetes.io~1version").asText())
                .doesNotContain("@");
    }

    @Test
    void anImageNameWithABlankIsRefused() throws Exception {
        checkout.write("src/main/kubernetes/crds/a.yaml", CRD + "a\n");

        var outcome = checkout.with("IMG", "my image").run("scripts/manifests.sh");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("IMG is \"my image\", which is not the name of a container image");
    }

    @Test
    void missingDefinitionsAreSaidPlainly() throws Exception {
        var outcome = checkout.run("scripts/manifests.sh");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("src/main/kubernetes/crds holds no .yaml file");
    }

    @Test
    void noRoleHasAWildcardOrReadsSecrets() throws Exception {
        var rules = YAMLMapper.builder()
                .build()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(Path.of("src/main/kubernetes/rbac.yaml").toFile())
                .readAll()
                .stream()
                .filter(document -> document.path("kind").asText().equals("ClusterRole"))
                .flatMap(role -> role.path("rules").valueStream())
                .toList();

        assertThat(rules).isNotEmpty().noneMatch(rule -> rule.toString().contains("*"));
        assertThat(rules)
                .filteredOn(rule -> rule.path("resources").toString().contains("secrets"))
                .extracting(rule -> rule.path("verbs").toString())
                .containsExactly("[\"create\",\"delete\"]");
    }

    private List<JsonNode> documents(String file) throws IOException {
        return YAMLMapper.builder()
                .build()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(
                        checkout.path("target/manifests").resolve(file).toFile())
                .readAll();
    }

    private static String kindAndName(JsonNode document) {
        return document.path("kind").asText() + " "
                + document.at("/metadata/name").asText();
    }
}
