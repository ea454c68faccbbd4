package dev.novasphere.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.testkit.consumers.Command;
import dev.novasphere.testkit.consumers.ConsumerPrograms;
import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every object of every documented combination is what the API server means by it: by its own schemas, strictly, which
 * finds a misspelt field; by a dry run, which finds what a schema cannot say; and the pod under the standard "restricted".
 */
class RenderedObjectsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KubernetesClient client;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ServerSchemas schemas;

    @BeforeAll
    static void connect() {
        client = SharedTestbed.get().plane().adminClient();
        schemas = new ServerSchemas(client, folder);
        List.of("production", "staging").forEach(namespace -> Tenant.in(client, namespace));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    static Stream<Combination> combinations() {
        return Combination.all();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void everyObjectFitsItsSchema(Combination combination) throws Exception {
        var result = kubeconform(combination.render());

        assertThat(result.succeeded()).as(result.output() + result.errors()).isTrue();
        assertThat(result.output()).contains("Invalid: 0, Errors: 0");
    }

    @Test
    void aMisspeltFieldWouldBeFound() throws Exception {
        var misspelt = Combination.ofNovasphere()
                .findFirst()
                .orElseThrow()
                .render()
                .replace("terminationGrace", "terminationgrace");

        var result = kubeconform(misspelt);

        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).contains("terminationgracePeriodSeconds");
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theApiServerWouldTakeEveryObject(Combination combination) throws Exception {
        var objects = objects(combination.render()).stream()
                .filter(RenderedObjectsIT::isKnown)
                .toList();
        // The platform has a class of the name that the documentation gives, and a class cannot be changed.
        objects.stream()
                .filter(object -> object.getKind().equals("StorageClass"))
                .forEach(object -> object.getMetadata().setName("another-class"));

        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(object -> client.resource(object)
                        .dryRun()
                        .fieldManager("helm")
                        .forceConflicts()
                        .serverSideApply());
    }

    static Stream<Combination> ofTheOperator() {
        return Combination.ofNovasphere();
    }

    @ParameterizedTest
    @MethodSource("ofTheOperator")
    void thePodIsAdmittedWhereRestrictedIsEnforced(Combination combination) {
        var pod = pod(combination);

        assertThat(client.resource(pod).dryRun().create().getMetadata().getUid())
                .isNotEmpty();
    }

    @Test
    void aPodThatMayGainPrivilegesWouldBeRefused() {
        var pod = pod(Combination.ofNovasphere().findFirst().orElseThrow());
        pod.getSpec().getContainers().getFirst().getSecurityContext().setAllowPrivilegeEscalation(true);

        assertThatThrownBy(() -> client.resource(pod).dryRun().create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity \"restricted:latest\"");
    }

    private static Pod pod(Combination combination) {
        var template = Chart.render(combination.arguments()).stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate();
        return new PodBuilder()
                .withMetadata(template.getMetadata())
                .editMetadata()
                .withName("novasphere-operator-0")
                .withNamespace(Chart.NAMESPACE)
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    private static Command.Result kubeconform(String yaml) throws IOException, InterruptedException {
        var unknown = objects(yaml).stream().filter(object -> !isKnown(object)).map(GenericKubernetesResource::getKind);
        return Command.of(
                        Duration.ofMinutes(1),
                        ConsumerPrograms.kubeconform().resolve("kubeconform").toString(),
                        "-strict",
                        "-summary",
                        "-skip",
                        unknown.collect(Collectors.joining(",")),
                        "-schema-location",
                        folder + "/" + ServerSchemas.LOCATION,
                        Files.writeString(folder.resolve("rendered.yaml"), yaml).toString())
                .run();
    }

    /** Where stand-ins take the place of upstream definitions there are none of the Prometheus operator. */
    private static boolean isKnown(GenericKubernetesResource object) {
        try {
            var known = schemas.write(object.getApiVersion(), object.getKind());
            if (!known) {
                System.out.printf(
                        "%s %s is not checked: this API server has no such kind.%n",
                        object.getKind(), object.getApiVersion());
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException("No schema could be written for " + object.getKind() + ".", e);
        }
    }

    private static List<GenericKubernetesResource> objects(String yaml) throws IOException {
        return new YAMLMapper()
                        .readerFor(GenericKubernetesResource.class)
                        .<GenericKubernetesResource>readValues(yaml)
                        .readAll()
                        .stream()
                        .filter(Objects::nonNull)
                        .toList();
    }
}
