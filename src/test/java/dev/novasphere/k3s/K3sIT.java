package dev.novasphere.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The packaged operator on k3s, installed as a user would install it, without KubeVirt: the cluster knows the kinds, and
 * nobody acts on them. What needs somebody who acts is told by the tests on the simulated platform.
 */
@Tag("cluster")
class K3sIT {
    private static final DockerImageName IMAGE = DockerImageName.parse("rancher/k3s:v1.36.2-k3s1");

    @BeforeAll
    static void dockerIsThere() {
        try {
            DockerClientFactory.instance().client();
        } catch (IllegalStateException e) {
            var reason =
                    "The tests on k3s were not run: they need Docker, and it is not there (" + e.getMessage() + ").";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
    }

    @Test
    void aWukongBecomesItsChildrenAndLeavesNothing(@TempDir Path folder) throws Exception {
        try (var k3s = new K3sContainer(IMAGE)) {
            k3s.start();
            tellTheStory(k3s.getKubeConfigYaml(), folder);
        }
    }

    private static void tellTheStory(String kubeconfig, Path folder) throws Exception {
        var config = Config.fromKubeconfig(kubeconfig);
        try (var admin = new KubernetesClientBuilder().withConfig(config).build()) {
            install(admin);
            var operatorsOwn = Files.writeString(folder.resolve("kubeconfig"), asOperator(kubeconfig, admin));
            try (var _ = OperatorProcess.start(operatorsOwn, folder.resolve("log"), Map.of())) {
                liveAndLeave(Tenant.of(admin, "k3s"));
            }
        }
    }

    private static void install(KubernetesClient admin) {
        System.out.println(PlatformCrds.ofEnvironment().install(admin));
        PlatformCrds.applyAll(admin, Testbed.ourCrds());
        Testbed.applyRoles(admin);
    }

    /** The same cluster for the operator's ServiceAccount, with a token that lasts an hour. */
    private static String asOperator(String kubeconfig, KubernetesClient admin) {
        var token = admin.serviceAccounts()
                .inNamespace(Chart.NAMESPACE)
                .withName(Chart.ACCOUNT)
                .tokenRequest(new TokenRequest())
                .getStatus()
                .getToken();
        var config = Serialization.unmarshal(kubeconfig, io.fabric8.kubernetes.api.model.Config.class);
        config.getUsers()
                .getFirst()
                .setUser(new AuthInfoBuilder().withToken(token).build());
        return Serialization.asYaml(config);
    }

    private static void liveAndLeave(Tenant tenant) throws Exception {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: small}
                spec:
                  cpu: 1
                  memory: 1Gi
                  disks: [{name: data, size: 1Gi, storageClassName: local-path, reclaimPolicy: Delete}]
                """);
        var small = tenant.waitFor(
                "small",
                "Creating, with its VirtualMachine",
                status -> "Creating".equals(status.phase()) && "small-vm".equals(status.vmName()));
        assertThat(tenant.get(VirtualMachine.class, "small-vm")).isPresent();
        assertThat(small.getStatus().volumes())
                .singleElement()
                .satisfies(
                        volume -> assertThat(tenant.get(PersistentVolumeClaim.class, String.valueOf(volume.pvcName())))
                                .isPresent());
        tenant.delete(Wukong.class, "small");
        assertThat(tenant.get(VirtualMachine.class, "small-vm")).isEmpty();
        assertThat(tenant.client()
                        .persistentVolumeClaims()
                        .inNamespace(tenant.namespace())
                        .list()
                        .getItems())
                .isEmpty();
    }
}
