package dev.novasphere.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.testkit.consumers.Helm;
import dev.novasphere.testkit.operator.Chart;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders from its values. */
class ChartTest {

    static Stream<Combination> combinations() {
        return Combination.all();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void helmFindsNothingToComplainOf(Combination combination) throws Exception {
        var line = Stream.concat(
                Stream.of("lint", "--strict", combination.chart().toString()), Stream.of(combination.arguments()));
        assertThat(Helm.withoutCluster().must(line.toArray(String[]::new))).contains("0 chart(s) failed");
    }

    @Test
    void theChartHasTheVersionOfTheProject() throws Exception {
        var chart = new YAMLMapper()
                .readTree(Combination.NOVASPHERE.resolve("Chart.yaml").toFile());
        var project = Files.readString(Path.of("pom.xml"))
                .lines()
                .filter(line -> line.startsWith("  <version>"))
                .findFirst()
                .orElseThrow()
                .replaceAll("<[^>]+>|-SNAPSHOT", "")
                .strip();
        assertThat(chart.path("version").asText()).isEqualTo(project);
        assertThat(chart.path("appVersion").asText()).isEqualTo(project);
    }

    @Test
    void everyExampleStandsInTheGuide() throws Exception {
        var guide = Files.readString(Path.of("docs/installation.md"));
        assertThat(Combination.ofNovasphere().flatMap(combination -> combination.values().stream()))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(guide).contains("(../" + file + ")"));
    }

    /** YAML takes a bare "on" for true, Kubernetes for a name. */
    @Test
    void aReleaseMayHaveANameThatYamlTakesForSomethingElse() throws Exception {
        for (var chart : List.of(Combination.NOVASPHERE, Combination.MULTUS)) {
            var yaml = Helm.withoutCluster().must("template", "on", chart.toString(), "--namespace", "off");
            assertThat(yaml).contains(": \"on\"", ": \"off\"").doesNotContainPattern("(?m): (on|off)$");
        }
    }

    /** Immutable, so a label that a version changes would make every upgrade fail. */
    @Test
    void theSelectorNamesNothingThatChangesWithAVersion() {
        assertThat(deployment().getSpec().getSelector().getMatchLabels())
                .containsOnlyKeys("app.kubernetes.io/name")
                .containsEntry("app.kubernetes.io/name", "novasphere-operator");
    }

    @Test
    void aSinglePodHasNoBudgetThatWouldHoldUpEveryDrain() {
        assertThat(of(PodDisruptionBudget.class, "--set", "replicaCount=1")).isEmpty();
        assertThat(of(PodDisruptionBudget.class, "--set", "replicaCount=2")).hasSize(1);
    }

    /** But what stands in no namespace: the networks of the nodes and who has which address there. */
    @Test
    void withNamespacesNothingIsWrittenOutsideOfThem() {
        String[] two = {"--set", "watchNamespaces={production,staging}"};
        assertThat(of(ClusterRole.class, two))
                .filteredOn(role -> role.getMetadata().getName().equals("novasphere-operator"))
                .flatExtracting(ClusterRole::getRules)
                .filteredOn(rule -> !rule.getVerbs().equals(List.of("list", "watch")))
                .flatExtracting(PolicyRule::getResources)
                .containsExactly(
                        "nodenetworks", "nodenetworks/status", "addressleases", "nodenetworkconfigurationpolicies");
        assertThat(of(Role.class, two))
                .filteredOn(role -> role.getMetadata().getName().equals("novasphere-operator-machines"))
                .extracting(role -> role.getMetadata().getNamespace())
                .containsExactly("production", "staging");
        assertThat(variable("NOVASPHERE_WATCH_NAMESPACES", two)).containsExactly("production,staging");
    }

    @Test
    void theSecondKindIsSwitchedOffWithItsDefinitionAndItsRights() {
        String[] off = {"--set", "virtualMachineProfiles.enabled=false"};
        assertThat(Chart.render(off))
                .isNotEmpty()
                .noneMatch(object -> object.toString().contains("virtualmachineprofiles"));
        assertThat(variable("NOVASPHERE_VIRTUAL_MACHINE_PROFILES_ENABLED", off)).containsExactly("false");
    }

    /** Those roles are tenants', who would set up nodes with the one kind and read of each other in the other. */
    @Test
    void noRoleOfPeopleHoldsAKindThatStandsInNoNamespace() {
        assertThat(of(ClusterRole.class))
                .filteredOn(role -> !role.getMetadata().getName().equals("novasphere-operator"))
                .hasSize(3)
                .flatExtracting(ClusterRole::getRules)
                .flatExtracting(PolicyRule::getResources)
                .containsOnly("wukongs", "virtualmachineprofiles");
    }

    /** The API server refuses a list in which a name stands twice. */
    @Test
    void aVariableOfTheUserTakesThePlaceOfOurs() {
        assertThat(variable("JDK_JAVA_OPTIONS", "--set", "extraEnv[0].name=JDK_JAVA_OPTIONS,extraEnv[0].value=-Xmx1g"))
                .containsExactly("-Xmx1g");
    }

    @Test
    void aDigestAloneSaysWhichImage() {
        assertThat(image("--set", "image.digest=sha256:" + "0".repeat(64)))
                .isEqualTo("ghcr.io/novasphere/novasphere-operator@sha256:" + "0".repeat(64));
        assertThat(image("--set", "image.registry=", "--set", "image.repository=localhost/operator"))
                .startsWith("localhost/operator:");
    }

    @Test
    void everyDefinitionIsKeptWhenTheReleaseGoes() throws Exception {
        var definitions = new YAMLMapper()
                        .readerFor(JsonNode.class)
                        .<JsonNode>readValues(Combination.ofNovasphere()
                                .findFirst()
                                .orElseThrow()
                                .render())
                        .readAll()
                        .stream()
                        .filter(document -> document.path("kind").asText().equals("CustomResourceDefinition"))
                        .toList();
        assertThat(definitions)
                .hasSize(4)
                .extracting(definition -> definition
                        .at("/metadata/annotations/helm.sh~1resource-policy")
                        .asText())
                .containsOnly("keep");
    }

    private static Deployment deployment(String... arguments) {
        return of(Deployment.class, arguments).getFirst();
    }

    private static String image(String... arguments) {
        return deployment(arguments)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static List<String> variable(String name, String... arguments) {
        return deployment(arguments).getSpec().getTemplate().getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .toList();
    }

    private static <T extends HasMetadata> List<T> of(Class<T> type, String... arguments) {
        return Chart.render(arguments).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
