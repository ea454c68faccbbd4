package dev.novasphere.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Policies;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the policies judge: by what is new, after they came back, and in namespaces of tenants. */
class AdmissionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LET_IN = "It was let in.";
    private static final String LARGE = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: %s, labels: {of: "%s"}}
            spec:
              cpu: %d
              memory: 16Gi
              networks:
                - {name: lan, type: bridge, bridgeName: br-lan}
                - {name: pod, type: pod}
              disks:
                - {name: system, size: 10Gi, storageClassName: longhorn, image: "https://images.example.com/debian.qcow2"}
                - {name: data, size: %s, storageClassName: longhorn}
              highAvailability:
                nodeSelector: {kubernetes.io/hostname: node-1}
                tolerations: [{key: dedicated, operator: Exists}]
            """;

    /** After which nothing of {@link #LARGE} could be asked for anew. */
    private static final String STRICT = """
            config: {allowedBridges: [br-other]}
            admission:
              images: {allowedHosts: [other.example.com]}
              placement: {refusedNodeLabels: [kubernetes.io/hostname], refusedTaints: [dedicated]}
              storage: {allowedClasses: [other]}
              limits: {cpu: 1, memory: 1Gi, disks: 1, diskSize: 1Gi, networks: 1}
            """;

    /** Of several policies that refuse an object, the API server names one, and not always the same: this breaks one rule. */
    private static final String TOO_LARGE = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: new}
            spec: {cpu: 8, memory: 1Gi}
            """;

    private static Testbed bed;
    private static KubernetesClient admin;
    private static Tenant tenant;

    @BeforeAll
    static void start() throws Exception {
        bed = Testbed.start(PlatformOptions.of(Pace.instant()));
        admin = bed.plane().adminClient();
        Policies.shipped().enforce(admin);
        tenant = Tenant.in(admin, "tenant");
    }

    @AfterAll
    static void end() throws IOException {
        admin.close();
        bed.close();
    }

    /** A limit that is lowered must not freeze, kill or strand what is there. */
    @Test
    void whatWasThereBeforeARuleLivesOn() throws Exception {
        try (var operator = bed.startOperator()) {
            tenant.apply(LARGE.formatted("old", "former", 8, "100Gi"));
            tenant.waitForRunning("old");
            inForce(STRICT);
            assertThatCode(() -> tenant.apply(LARGE.formatted("old", "present", 8, "100Gi")))
                    .doesNotThrowAnyException();
            assertThatCode(() -> tenant.apply(LARGE.formatted("old", "present", 8, "100Gi") + "  guestAgent: true\n"))
                    .doesNotThrowAnyException();
            assertRefused(LARGE.formatted("old", "present", 9, "100Gi"), "spec.cpu: 9 is more than the 1 CPUs");
            assertRefused(
                    LARGE.formatted("old", "present", 8, "200Gi"),
                    "spec.disks[\"data\"].size: 200Gi is more than the 1Gi");
            tenant.waitFor(
                    "old", "its status is written on", status -> Long.valueOf(2).equals(status.observedGeneration()));
            tenant.delete(Wukong.class, "old");
            assertThat(operator.waitForEnd(Duration.ZERO)).isEmpty();
        } finally {
            Policies.shipped().enforce(admin);
        }
    }

    /** As by an uninstall and a new install, or by a rollback to a version without them. */
    @Test
    void policiesThatWereDeletedAndMadeAgainHoldAgainAndLetInWhatTheyShould() throws Exception {
        var fetched = LARGE.formatted("new", "now", 1, "10Gi").replace("images.example.com", "10.0.0.1");
        Policies.shipped().delete(admin);
        Eventually.see("nothing is judged", PATIENCE, () -> answer(fetched), LET_IN::equals);
        Policies.shipped().enforce(admin);
        Eventually.see("the address is refused", PATIENCE, () -> answer(fetched), said -> !LET_IN.equals(said));
        assertThat(answer(LARGE.formatted("new", "now", 1, "10Gi"))).isEqualTo(LET_IN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the plugin \"host-device\" is not allowed | {\"type\": \"host-device\", \"device\": \"eth0\"}",
                "the plugin \"host-device\" is not allowed | {\"Type\" : \"host-device\", \"type\": \"bridge\"}",
                "the plugin \"ptp\" is not allowed | {\"plugins\": [{\"type\": \"bridge\"}, {\"type\": \"ptp\"}]}",
                "a backslash can hide what is meant | {\"\\u0074ype\": \"host-device\", \"type\": \"bridge\"}",
                "bridge \"cni0\" is not allowed | {\"type\": \"bridge\", \"bridge\": \"cni0\"}",
                "names no plugin | "
            })
    void inANamespaceOfTenantsAttachmentDefinitionsKeepToWhatIsAllowed(String line) throws Exception {
        var words = line.split(" \\| ?", 2);
        var team = Tenant.in(admin, "team");
        admin.namespaces()
                .withName("team")
                .edit(there -> there.edit()
                        .editMetadata()
                        .addToLabels("vm.novasphere.dev/tenant", "true")
                        .endMetadata()
                        .build());
        // Other tests make the policies stricter, or anew, and the API server takes them up one by one.
        Eventually.see(
                "the definition is refused",
                PATIENCE,
                () -> answer(attachment(words[1]), team),
                said -> said.contains(words[0]));
        Eventually.see(
                "another one is let in",
                PATIENCE,
                () -> answer(attachment("{\"type\": \"bridge\", \"bridge\": \"br-lan\"}"), team),
                LET_IN::equals);
        assertThatCode(() -> tenant.apply(attachment(words[1]))).doesNotThrowAnyException();
    }

    /** The quota is Kubernetes' own; its controller, which writes how much is used, is not running here. */
    @Test
    void aNamespaceThatIsFullIsToldSo() {
        var full = Tenant.in(admin, "full");
        var count = Map.of("count/wukongs.vm.novasphere.dev", new Quantity("1"));
        var quota = admin.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withNamespace("full")
                        .withName("machines")
                        .endMetadata()
                        .withNewSpec()
                        .withHard(count)
                        .endSpec()
                        .build())
                .create();
        quota.setStatus(new ResourceQuotaStatus(count, Map.of("count/wukongs.vm.novasphere.dev", new Quantity("0"))));
        admin.resource(quota).updateStatus();
        full.apply(LARGE.formatted("first", "quota", 1, "10Gi"));
        assertThatThrownBy(() -> full.apply(LARGE.formatted("second", "quota", 1, "10Gi")))
                .hasMessageContaining("exceeded quota: machines")
                .hasMessageContaining("limited: count/wukongs.vm.novasphere.dev=1");
        assertThat(full.get(Wukong.class, "second")).isEmpty();
    }

    private static String attachment(String config) {
        return """
                apiVersion: k8s.cni.cncf.io/v1
                kind: NetworkAttachmentDefinition
                metadata: {name: lan}
                spec: {config: '%s'}
                """.formatted(config);
    }

    private static void inForce(String values) throws Exception {
        Policies.of(values).apply(admin);
        Eventually.see(
                "the stricter values are in force",
                PATIENCE,
                () -> answer(TOO_LARGE),
                said -> said.contains("spec.cpu"));
    }

    private static void assertRefused(String yaml, String words) {
        assertThatThrownBy(() -> tenant.apply(yaml)).hasMessageContaining(words);
    }

    /** What the API server would say. */
    private static String answer(String yaml) {
        return answer(yaml, tenant);
    }

    private static String answer(String yaml, Tenant asker) {
        try {
            var object = admin.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
            object.getMetadata().setNamespace(asker.namespace());
            admin.resource(object).dryRun().create();
            return LET_IN;
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
