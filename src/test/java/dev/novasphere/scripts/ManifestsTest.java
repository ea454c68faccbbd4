package dev.novasphere.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.testkit.consumers.ConsumerPrograms;
import dev.novasphere.testkit.operator.Chart;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three files that {@code make manifests} renders from the chart, and what the shipped roles allow. */
class ManifestsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Checkout checkout;

    @BeforeEach
    void copy() throws Exception {
        checkout = Checkout.in(folder)
                .with("HELM", ConsumerPrograms.helm().resolve("helm").toString());
    }

    @Test
    void theThreeFilesAreTheChart() throws Exception {
        assertThat(checkout.run("scripts/manifests.sh").exitCode()).isZero();

        assertThat(documents("crds.yaml"))
                .extracting(ManifestsTest::kindAndName)
                .containsExactly(
                        "CustomResourceDefinition wukongs.vm.novasphere.dev",
                        "CustomResourceDefinition nodenetworks.vm.novasphere.dev",
                        "CustomResourceDefinition addressleases.vm.novasphere.dev",
                        "CustomResourceDefinition virtualmachineprofiles.vm.example.com");
        assertThat(documents("rbac.yaml"))
                .extracting(ManifestsTest::kindAndName)
                .contains(
                        "Namespace novasphere-system",
                        "ServiceAccount novasphere-operator",
                        "ClusterRole novasphere-operator",
                        "ClusterRoleBinding novasphere-operator");
        assertThat(documents("operator.yaml"))
                .extracting(ManifestsTest::kindAndName)
                .contains("Deployment novasphere-operator", "Service novasphere-operator-metrics");
    }

    @Test
    void theImageIsTheOneThatImgNames() throws Exception {
        for (var image : List.of(
                "registry.example.com:5000/novasphere/operator:1.2",
                "operator@sha256:" + "0123456789abcdef".repeat(4),
                "registry.example.com:5000/novasphere/operator:1.2@sha256:" + "0123456789abcdef".repeat(4))) {
            checkout.with("IMG", image).run("scripts/manifests.sh");

            assertThat(deployment().at("/spec/template/spec/containers/0/image").asText())
                    .isEqualTo(image);
        }
    }

    @Test
    void anImageNameWithABlankIsRefused() throws Exception {
        var outcome = checkout.with("IMG", "my image").run("scripts/manifests.sh");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("IMG is \"my image\", which is not the name of a container image");
    }

    @Test
    void withoutHelmAndAnyWayToItOneSentenceSaysWhatToInstall() throws Exception {
        // A machine without curl and Go, where the place that they would be looked for does not exist either.
        var outcome = checkout.with("HELM", "")
                .with("GO_PLACE", "/nowhere/go")
                .without("curl")
                .run("scripts/manifests.sh");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("Helm could not be had: install Helm 3.18 or newer");
    }

    @Test
    void noRoleHasAWildcardOrReadsSecrets() {
        assertThat(Chart.rules())
                .isNotEmpty()
                .noneMatch(rule -> rule.toString().contains("*"))
                .filteredOn(rule -> rule.getResources().contains("secrets"))
                .flatExtracting(PolicyRule::getVerbs)
                .containsExactly("create", "delete");
    }

    private JsonNode deployment() throws IOException {
        return documents("operator.yaml").stream()
                .filter(document -> document.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow();
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
