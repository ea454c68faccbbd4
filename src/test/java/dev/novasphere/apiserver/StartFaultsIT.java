package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.simulators.KubeVirtSimulator;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What people read of a machine that does not start, and that it heals when the cause is gone. */
class StartFaultsIT {
    private static final String MACHINE = "web-vm";
    private static final String WUKONG = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
            """;

    private final Tenant tenant = SharedTestbed.tenant("start-faults");
    private final KubeVirtSimulator kubeVirt = SharedTestbed.get().platform().kubeVirt();

    @Test
    void aGuestThatEndsBeforeItRunsIsCountedAndTriedAgain() throws Exception {
        kubeVirt.failNextStart(tenant.namespace(), MACHINE, 3);
        tenant.apply(WUKONG);
        var twice =
                seen("two failed starts", status -> Tenant.read(status, "Ready").contains("2 times in a row"));
        assertThat(twice.phase()).isEqualTo("Error");
        assertThat(Tenant.read(twice, "Ready"))
                .matches("False StartFailed: VirtualMachine web-vm ended before its guest ran, 2 times in a row;"
                        + " KubeVirt tries again at 20\\S+Z\\. The reason is in the log of its launcher pod, which is"
                        + " there during a try: kubectl logs -n \\S+ -l vm.kubevirt.io/name=web-vm\\.");
        tenant.waitForRunning("web");
        assertThat(Inventory.newsWith(tenant, "web", "Running")).endsWith("Error", "Creating", "Running");
    }

    @Test
    void anImageThatCannotBePulledIsNamed() throws Exception {
        kubeVirt.imagePullError(
                tenant.namespace(), MACHINE, "Back-off pulling image \"quay.io/kubevirt/virt-launcher\"");
        tenant.apply(WUKONG);
        var failed = seen("an error", status -> "Error".equals(status.phase()));
        assertThat(Tenant.read(failed, "VirtualMachineSynced"))
                .isEqualTo("False SynchronizationFailed: KubeVirt cannot start VirtualMachine web-vm: Back-off pulling"
                        + " image \"quay.io/kubevirt/virt-launcher\". See whether the nodes reach the registry of that"
                        + " image; KubeVirt tries again by itself.");
        assertThat(Tenant.read(failed, "Ready")).isEqualTo(Tenant.read(failed, "VirtualMachineSynced"));
        heals();
    }

    /** KubeVirt prints "Stopped" for it. */
    @Test
    void aMachineThatKubeVirtRefusesToStartIsInErrorAndNotStopped() throws Exception {
        kubeVirt.refuseInstances(tenant.namespace(), MACHINE, "spec.domain.cpu is not to its liking");
        tenant.apply(WUKONG);
        var refused = seen("an error", status -> "Error".equals(status.phase()));
        assertThat(Tenant.read(refused, "Ready"))
                .isEqualTo("False SynchronizationFailed: KubeVirt cannot start VirtualMachine web-vm: Failure while"
                        + " starting VMI: admission webhook \"virtualmachineinstances-create-validator.kubevirt.io\""
                        + " denied the request: spec.domain.cpu is not to its liking.");
        assertThat(Inventory.newsWith(tenant, "web", "SynchronizationFailed"))
                .containsOnlyOnce("SynchronizationFailed");
        heals();
    }

    @Test
    void aMachineThatNoNodeTakesIsInErrorWithTheSchedulersWords() throws Exception {
        kubeVirt.unschedulable(tenant.namespace(), MACHINE, "0/3 nodes are available: 3 node(s) were unschedulable.");
        tenant.apply(WUKONG);
        var stuck = seen("an error", status -> "Error".equals(status.phase()));
        assertThat(Tenant.read(stuck, "Ready"))
                .startsWith("False StartFailed: No node takes VirtualMachine web-vm; the scheduler says:"
                        + " 0/3 nodes are available: 3 node(s) were unschedulable. ");
        assertThat(stuck.nodeName()).isNull();
        heals();
    }

    /** No Secret is ever read, and KubeVirt does not report that one is missing: its name is all that can be told. */
    @Test
    void missingSecretsAreNamedWhileTheMachineWaitsForThem() throws Exception {
        tenant.apply(WUKONG + "  userDataSecret: web-user-data\n  sshKeySecret: web-keys\n");
        var waiting = seen("starting", status -> Tenant.because(status, "Ready", "Starting"));
        assertThat(Tenant.read(waiting, "Ready"))
                .isEqualTo("False Starting: The guest is starting. It waits while any of these Secrets is missing in"
                        + " namespace %s: \"web-user-data\" (userDataSecret), \"web-keys\" (sshKeySecret)."
                                .formatted(tenant.namespace()));
        secret("web-keys");
        Eventually.see(
                "An instance that waits for its pod",
                Duration.ofSeconds(30),
                () -> tenant.get(VirtualMachineInstance.class, MACHINE)
                        .map(instance -> instance.getStatus())
                        .map(status -> status.phase())
                        .orElse("none"),
                "Scheduling"::equals);
        secret("web-user-data");
        tenant.waitForRunning("web");
    }

    private void secret(String name) {
        tenant.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(tenant.namespace())
                        .withName(name)
                        .endMetadata()
                        .addToStringData("userdata", "#cloud-config\n{}\n")
                        .build())
                .create();
    }

    private void heals() throws Exception {
        kubeVirt.heal(tenant.namespace(), MACHINE);
        tenant.waitForRunning("web");
    }

    private WukongStatus seen(String what, Predicate<WukongStatus> wanted) throws Exception {
        return tenant.waitFor("web", what, wanted).getStatus();
    }
}
