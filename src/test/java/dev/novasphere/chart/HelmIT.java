package dev.novasphere.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.consumers.Command;
import dev.novasphere.testkit.consumers.ConsumerPrograms;
import dev.novasphere.testkit.consumers.Helm;
import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import dev.novasphere.testkit.simulators.SimulatedPlatform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a cluster, and of the machines in it, that the chart is installed into. */
class HelmIT {
    private static final String KUBEVIRT = "virtualmachines.kubevirt.io";
    private static final List<Class<? extends HasMetadata>> MACHINES = List.of(
            Wukong.class,
            VirtualMachine.class,
            PersistentVolumeClaim.class,
            Secret.class,
            CustomResourceDefinition.class);
    private static final List<Class<? extends HasMetadata>> OPERATOR =
            List.of(Deployment.class, Service.class, ServiceAccount.class);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ControlPlane plane;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KubernetesClient client;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Release release;

    @BeforeEach
    void start() throws Exception {
        plane = ControlPlane.start(ControlPlaneOptions.defaults()
                .withBeforeControllers(admin -> PlatformCrds.ofEnvironment().install(admin)));
        client = plane.adminClient();
        release = new Release(Helm.on(plane.adminKubeconfig()));
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        plane.close();
    }

    @Test
    void upgradeRollbackAndUninstallLeaveAMachineAlone() throws Exception {
        client.resource(Chart.namespace()).create();
        release.install(Release.FROZEN);
        NextVersion.comesFirst(client);
        try (var _ = SimulatedPlatform.start(client, PlatformOptions.of(Pace.instant()));
                var _ = startOperator()) {
            var tenant = Tenant.of(client, "production");
            ask(tenant, 1);
            tenant.waitForRunning("web");
            var machines = identities(MACHINES);
            var operator = identities(OPERATOR);

            var notes = release.upgrade(Combination.NOVASPHERE);
            assertThat(notes).contains("STATUS: deployed", "Novasphere 0.2.0 is installed");
            assertThat(client.resource(firstMachine(notes)).dryRun().create()).isNotNull();
            assertThat(identities(MACHINES)).isEqualTo(machines);
            assertThat(identities(OPERATOR)).containsAllEntriesOf(operator);
            assertThat(version()).isEqualTo("0.2.0");

            release.rollBackTo(1);
            assertThat(identities(MACHINES)).isEqualTo(machines);
            assertThat(identities(OPERATOR)).isEqualTo(operator);
            assertThat(version()).isEqualTo("0.1.0");

            release.upgrade(Combination.NOVASPHERE);
            ask(tenant, 2);
            tenant.waitFor(
                    "web",
                    "the new generation, under the new roles",
                    status -> Tenant.isRunning(status) && Long.valueOf(2).equals(status.observedGeneration()));
        }
        var machines = identities(MACHINES);
        release.upgrade(Combination.NOVASPHERE, "--set", "virtualMachineProfiles.enabled=false");
        assertThat(identities(MACHINES))
                .as("a kind that is switched off keeps its definition")
                .isEqualTo(machines);
        release.uninstall();
        assertThat(identities(MACHINES)).isEqualTo(machines);
        assertThat(identities(OPERATOR).keySet()).noneMatch(name -> name.contains("/novasphere"));
        assertThat(client.rbac().clusterRoles().withName(Chart.ACCOUNT).get()).isNull();

        release.install(Combination.NOVASPHERE);
        assertThat(identities(MACHINES)).isEqualTo(machines);
    }

    /** Whoever tried Novasphere with make goes on with Helm, and needs no flag that forces anything. */
    @Test
    void whatMakeInstalledIsTakenOver() throws Exception {
        make("install");
        make("deploy", "IMG=registry.example.com/novasphere-operator:0.2.0");
        var tenant = Tenant.of(client, "production");
        ask(tenant, 1);
        make("undeploy");
        var before = identities(MACHINES);

        assertThat(release.install(Combination.NOVASPHERE)).contains("STATUS: deployed");
        assertThat(release.upgrade(Combination.NOVASPHERE)).contains("STATUS: deployed");

        assertThat(identities(MACHINES)).isEqualTo(before);
        var refused = run("uninstall");
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.errors()).contains("Nothing was uninstalled", "Wukong " + tenant.namespace() + "/web");
        assertThat(identities(MACHINES)).isEqualTo(before);
    }

    @Test
    void theNotesSayWhatIsMissing() throws Exception {
        client.resource(Chart.namespace()).create();
        assertThat(release.install(Combination.NOVASPHERE, "--dry-run=server"))
                .contains("kubectl rollout status deployment/novasphere-operator")
                .doesNotContain("WARNING");

        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(KUBEVIRT)
                .delete();
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(KUBEVIRT)
                .waitUntilCondition(gone -> gone == null, 30, TimeUnit.SECONDS);
        assertThat(release.install(Combination.NOVASPHERE, "--dry-run=server", "--set", "crds.install=false"))
                .contains("WARNING: KubeVirt is not installed", "WARNING: crds.install is false and kind Wukong")
                .doesNotContain("CDI is not installed");
    }

    /**
     * While its definitions are new the API server closes connections, and an operator that loses one before its caches are
     * filled ends. Kubernetes starts a container again; here nobody else does.
     */
    private OperatorProcess startOperator() throws Exception {
        try {
            return Testbed.startOperator(plane, folder.resolve("log"));
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("Connection was closed");
            return Testbed.startOperator(plane, folder.resolve("log"));
        }
    }

    /** What the notes tell people to paste. */
    private static GenericKubernetesResource firstMachine(String notes) {
        var yaml = notes.replaceFirst("(?s).*<<'YAML'\n", "")
                .replaceFirst("(?s)\n *YAML\n.*", "")
                .stripIndent();
        return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    }

    private static void ask(Tenant tenant, int cpu) {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec:
                  cpu: %d
                  memory: 1Gi
                  cloudInitUser: {name: admin, groups: [adm]}
                  disks: [{name: data, size: 1Gi, storageClassName: longhorn}]
                """.formatted(cpu));
    }

    private String version() {
        var deployment =
                client.apps().deployments().inNamespace(Chart.NAMESPACE).withName(Chart.ACCOUNT);
        return String.valueOf(deployment.get().getMetadata().getLabels().get("app.kubernetes.io/version"));
    }

    /** Who is there: an object that was deleted and made again is another one, and a changed spec has another generation. */
    private SortedMap<String, String> identities(List<Class<? extends HasMetadata>> kinds) {
        var identities = new TreeMap<String, String>();
        for (var kind : kinds) {
            for (var object : client.resources(kind).inAnyNamespace().list().getItems()) {
                var metadata = object.getMetadata();
                var isOfHelm = metadata.getName().startsWith("sh.helm.release");
                if (!isOfHelm) {
                    identities.put(
                            "%s %s/%s".formatted(object.getKind(), metadata.getNamespace(), metadata.getName()),
                            metadata.getUid() + generation(object));
                }
            }
        }
        return identities;
    }

    /** A definition may change with a version; what a machine is asked to be may not. */
    private static String generation(HasMetadata object) {
        return object instanceof Wukong || object instanceof VirtualMachine
                ? ", generation " + object.getMetadata().getGeneration()
                : "";
    }

    private void make(String... arguments) throws Exception {
        var result = run(arguments);
        assertThat(result.succeeded()).as(result.output() + result.errors()).isTrue();
    }

    private Command.Result run(String... arguments) throws Exception {
        var line = new ArrayList<>(List.of("make"));
        line.addAll(List.of(arguments));
        return new Command(
                        line,
                        Map.of(
                                "KUBECONFIG", plane.adminKubeconfig().toString(),
                                "KUBECTL",
                                        plane.kubectl()
                                                .orElse(Path.of("kubectl"))
                                                .toString(),
                                "HELM", ConsumerPrograms.helm().resolve("helm").toString()),
                        Duration.ofMinutes(2))
                .run();
    }
}
