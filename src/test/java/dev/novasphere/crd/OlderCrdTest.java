package dev.novasphere.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.controlplane.SharedControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Why the guide says not to go back to earlier CRDs: a field that they lack is hidden at first, comes back with them, and
 * is lost with the next write of the object, be it its status. Our own schema under another group, which nobody watches.
 */
class OlderCrdTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GROUP = "older.test.novasphere.dev";
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        client = new KubernetesClientBuilder()
                .withConfig(SharedControlPlane.get().adminConfig())
                .build();
    }

    @AfterAll
    static void end() {
        client.resource(crd(false)).delete();
        client.close();
    }

    @Test
    void aFieldOfALaterCrdIsHiddenByAnEarlierOneAndLostWithTheNextWrite() throws Exception {
        install(crd(true));
        Eventually.see("the later CRD is in force", PATIENCE, OlderCrdTest::takesTheField, taken -> taken);
        var stored = object("older");
        stored.create();
        sees(stored, "later");

        install(crd(false));
        sees(stored, "null");
        install(crd(true));
        sees(stored, "later");

        install(crd(false));
        sees(stored, "null");
        stored.subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"phase\":\"Running\"}}");
        install(crd(true));
        Eventually.see("the later CRD is in force again", PATIENCE, OlderCrdTest::takesTheField, taken -> taken);
        assertThat(stored.get().<String>get("spec", "future")).isNull();
    }

    private static void sees(Resource<GenericKubernetesResource> stored, String wanted) throws Exception {
        Eventually.see(
                "spec.future is " + wanted,
                PATIENCE,
                () -> String.valueOf(stored.get().<String>get("spec", "future")),
                wanted::equals);
    }

    /** False also while the kind is not served yet. */
    private static boolean takesTheField() {
        try {
            return object("probe").dryRun().create().get("spec", "future") != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private static Resource<GenericKubernetesResource> object(String name) {
        return client.resource(Serialization.unmarshal("""
                apiVersion: %s/v1alpha1
                kind: Wukong
                metadata: {name: %s, namespace: default}
                spec: {cpu: 1, memory: 1Gi, future: later}
                """.formatted(GROUP, name), GenericKubernetesResource.class));
    }

    private static void install(CustomResourceDefinition crd) {
        client.resource(crd).forceConflicts().serverSideApply();
    }

    private static CustomResourceDefinition crd(boolean later) {
        var crd = Serialization.unmarshal(read(), CustomResourceDefinition.class);
        crd.getMetadata().setName("wukongs." + GROUP);
        crd.getSpec().setGroup(GROUP);
        crd.getSpec().getNames().setShortNames(List.of());
        crd.getSpec().getNames().setCategories(List.of());
        if (later) {
            spec(crd)
                    .getProperties()
                    .put(
                            "future",
                            new JSONSchemaPropsBuilder().withType("string").build());
        }
        return crd;
    }

    private static JSONSchemaProps spec(CustomResourceDefinition crd) {
        return Objects.requireNonNull(crd.getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("spec"));
    }

    private static String read() {
        try {
            return Files.readString(Crd.WUKONG.file());
        } catch (IOException e) {
            throw new UncheckedIOException("The CRD cannot be read.", e);
        }
    }
}
