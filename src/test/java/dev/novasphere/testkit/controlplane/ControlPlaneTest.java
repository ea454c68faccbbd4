package dev.novasphere.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static ControlPlane plane;
    private static KubernetesClient admin;
    private static String installed = "nothing";

    @BeforeAll
    static void start() throws Exception {
        plane = ControlPlane.start(ControlPlaneOptions.defaults()
                .withBeforeControllers(
                        client -> installed = PlatformCrds.of(Map.of()).install(client)));
        admin = plane.adminClient();
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        plane.close();
        assertThat(plane.workDir()).doesNotExist();
    }

    @Test
    void runsTheKubernetesThatItNames() {
        assertThat(admin.getKubernetesVersion().getGitVersion()).isEqualTo(Program.KUBERNETES_VERSION);
    }

    @Test
    void servesTheStandInCrds() {
        assertThat(installed)
                .isEqualTo(
                        "CRDs of KubeVirt, CDI, Multus and NMState: 11 files, our stand-ins, for UPSTREAM_CRDS names no"
                                + " folder of upstream CRDs.");
        assertThat(admin.genericKubernetesResources("kubevirt.io/v1", "VirtualMachine")
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void onlyItsUserCanReadItsFiles() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plane.workDir())))
                .isEqualTo("rwx------");
        for (String file : List.of("admin.kubeconfig", "server.key", "tokens.key", "audit.log", "etcd.log")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(plane.workDir().resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aServiceAccountMayDoWhatItsRoleSaysAndNothingElse() throws Exception {
        namespace("tenants");
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .withNamespace("tenants")
                        .endMetadata()
                        .build())
                .create();
        bind("tenants", "ServiceAccount", "reader");
        mayReadOnly(plane.configFor("tenants", "reader"));
        mayReadOnly(Config.fromKubeconfig(read(plane.kubeconfigFor("tenants", "reader"))));
    }

    @Test
    void aUserMayDoWhatTheRoleOfOneOfItsGroupsSays() throws Exception {
        namespace("people");
        bind("people", "Group", "team, \"one\"");
        var config = plane.configForUser("mona", "other", "team, \"one\"");
        try (KubernetesClient mona = client(config)) {
            awaitRole(mona, "people");
            assertThat(mona.configMaps().inNamespace("people").list().getItems())
                    .isNotNull();
            assertThatThrownBy(() -> mona.secrets().inNamespace("people").list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("User \"mona\" cannot list resource \"secrets\"");
        }
        assertThat(read(plane.kubeconfigForUser("mona"))).contains("certificate-authority-data");
    }

    @Test
    void aPodNeedsNoTokenController() {
        namespace("pods");
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("pods")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("none")
                .endContainer()
                .endSpec()
                .build();
        assertThat(admin.resource(pod).create().getMetadata().getUid()).isNotEmpty();
    }

    @Test
    void theChildOfADeletedOwnerIsCollected() throws Exception {
        namespace("garbage");
        ConfigMap owner = admin.resource(configMap("garbage", "owner")).create();
        ConfigMap child = new ConfigMapBuilder(configMap("garbage", "child"))
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("owner")
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .build();
        admin.resource(child).create();
        admin.resource(owner).delete();
        awaitGone(child);
    }

    @Test
    void aDeletedNamespaceGoesWithWhatIsInIt() throws Exception {
        HasMetadata namespace = namespace("short-lived");
        admin.resource(configMap("short-lived", "content")).create();
        admin.resource(namespace).delete();
        awaitGone(namespace);
    }

    @Test
    void theAuditLogTellsWhoAskedForWhat() throws Exception {
        admin.configMaps().inNamespace("default").withName("asked-for").get();
        Eventually.see(
                "A line for configmaps/asked-for in the audit log",
                PATIENCE,
                () -> Files.readString(plane.auditLog()),
                text -> text.lines()
                        .anyMatch(line -> line.contains("\"name\":\"asked-for\"")
                                && line.contains("\"username\":\"admin\"")
                                && line.contains("\"code\":404")));
    }

    /** The authorizer learns of a binding by a watch, a moment after it is there. */
    private static void awaitRole(KubernetesClient client, String namespace) throws Exception {
        var question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb("list")
                .withResource("configmaps")
                .endResourceAttributes()
                .endSpec()
                .build();
        Eventually.see(
                "the role of its binding is in force",
                PATIENCE,
                () -> client.authorization().v1().selfSubjectAccessReview().create(question),
                review -> Boolean.TRUE.equals(review.getStatus().getAllowed()));
    }

    private void mayReadOnly(Config config) throws Exception {
        try (KubernetesClient client = client(config)) {
            awaitRole(client, "tenants");
            assertThat(client.configMaps().inNamespace("tenants").list().getItems())
                    .isNotNull();
            assertThatThrownBy(() -> client.resource(configMap("tenants", "no")).create())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("\"system:serviceaccount:tenants:reader\" cannot create resource");
        }
    }

    private static void bind(String namespace, String kind, String name) {
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("readers")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "view")
                        .addNewSubject()
                        .withKind(kind)
                        .withName(name)
                        .endSubject()
                        .build())
                .create();
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static HasMetadata namespace(String name) {
        return admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private static ConfigMap configMap(String namespace, String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build();
    }

    private static void awaitGone(HasMetadata object) throws Exception {
        Eventually.see(
                object.getKind() + " " + object.getMetadata().getName() + " being gone",
                PATIENCE,
                () -> Optional.ofNullable(admin.resource(object).get()),
                Optional::isEmpty);
    }

    private static String read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return String.join("\n", lines.toList());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
