package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.Holds;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The VM goes first and is waited for, then the disks that shall go; nothing is left but what is retained. */
class DeletionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> DATA = Set.of("datavolumes", "persistentvolumeclaims");
    private static final String WUKONG = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
            """;

    private final Tenant tenant = SharedTestbed.tenant("deletion");

    @ParameterizedTest
    @EnumSource(DeletionPropagation.class)
    void theMachineGoesFirstThenItsDisksAndOnlyWhatIsRetainedStays(DeletionPropagation propagation) throws Exception {
        tenant.apply(WUKONG + """
                  networks: [{name: lan, type: bridge}]
                  disks:
                    - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    - {name: scratch, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
                    - {name: data, size: 1Gi, storageClassName: longhorn}
                """);
        tenant.waitForRunning("web");
        Holds.put(tenant, VirtualMachine.class, "web-vm");
        tenant.askToDelete(Wukong.class, "web", propagation);

        var leaving = tenant.waitFor("web", "says what it waits for", DeletionIT::waitsForItsMachine);
        assertThat(leaving.getStatus().phase()).isEqualTo("Deleting");
        tenant.waitUntilGone(VirtualMachineInstance.class, "web-vm");
        Holds.release(tenant, VirtualMachine.class, "web-vm");
        tenant.waitUntilGone(Wukong.class, "web");

        var data = Inventory.claim(tenant, "web", "data");
        waitUntilLeftIs(List.of("PersistentVolumeClaim/" + data));
        assertThat(Inventory.events(tenant, "web"))
                .filteredOn(event -> event.getReason().equals("DisksRetained"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getMessage()).contains(data).doesNotContain("root", "scratch"));
        assertThatNoDataWentBeforeTheMachine();
    }

    /** The last write on the VM is the release of our hold; whatever was asked of a disk before that is too early. */
    private void assertThatNoDataWentBeforeTheMachine() throws Exception {
        var requests = AuditLog.of(tenant);
        var gone = requests.stream()
                .filter(request -> request.resource().equals("virtualmachines")
                        && request.verb().equals("patch"))
                .mapToInt(requests::lastIndexOf)
                .max()
                .orElseThrow();
        assertThat(requests.subList(0, gone))
                .noneMatch(request -> DATA.contains(request.resource())
                        && request.verb().startsWith("delete")
                        && !request.name().startsWith("prime-"));
        assertThat(requests.subList(gone, requests.size()))
                .anyMatch(request -> request.isOperators()
                        && request.resource().equals("datavolumes")
                        && request.verb().equals("delete"));
    }

    @Test
    void aMachineThatNeverStartedGoes() throws Exception {
        tenant.apply(WUKONG + """
                  networks: [{name: lan, type: bridge, nadName: nobody-makes-it}]
                  disks: [{name: root, size: 1Gi, storageClassName: never-provisions, reclaimPolicy: Delete}]
                """);
        tenant.waitFor("web", "waits for a network", status -> Tenant.is(status, "NetworksConfigured", "False"));
        assertThat(tenant.get(VirtualMachine.class, "web-vm")).isEmpty();
        tenant.delete(Wukong.class, "web");
        waitUntilLeftIs(List.of());
    }

    @Test
    void aMachineInErrorGoes() throws Exception {
        SharedTestbed.get().platform().kubeVirt().unschedulable(tenant.namespace(), "web-vm", "no node is available");
        tenant.apply(WUKONG + """
                  disks: [{name: root, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}]
                """);
        tenant.waitFor("web", "Error", status -> "Error".equals(status.phase()));
        tenant.delete(Wukong.class, "web");
        waitUntilLeftIs(List.of());
    }

    @Test
    void aMachineWhoseSpecIsNoLongerAcceptedGoes() throws Exception {
        tenant.apply(WUKONG);
        tenant.waitForRunning("web");
        tenant.apply(WUKONG + "  userData: |\n    #cloud-config\n    timezone: \"UTC\n");
        var refused = tenant.waitFor("web", "is not accepted", status -> Tenant.is(status, "Accepted", "False"));
        assertThat(refused.getStatus().phase())
                .as("the last accepted state stays")
                .isEqualTo("Running");
        Holds.put(tenant, VirtualMachine.class, "web-vm");
        tenant.askToDelete(Wukong.class, "web", DeletionPropagation.BACKGROUND);
        var leaving = tenant.waitFor("web", "says what it waits for", DeletionIT::waitsForItsMachine);
        assertThat(leaving.getStatus()).matches(status -> Tenant.is(status, "Accepted", "False"));
        Holds.release(tenant, VirtualMachine.class, "web-vm");
        tenant.waitUntilGone(Wukong.class, "web");
        waitUntilLeftIs(List.of());
    }

    @Test
    void aWukongThatWasNeverAcceptedGoesAtOnce() throws Exception {
        tenant.apply(WUKONG + "  userData: |\n    #cloud-config\n    timezone: \"UTC\n");
        tenant.waitFor("web", "is not accepted", status -> Tenant.is(status, "Accepted", "False"));
        tenant.delete(Wukong.class, "web");
        assertThat(Inventory.children(tenant)).isEmpty();
    }

    @Test
    void aNamespaceThatIsDeletedComesToItsEnd() throws Exception {
        tenant.apply(WUKONG + """
                  networks: [{name: lan, type: bridge}]
                  disks:
                    - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    - {name: data, size: 1Gi, storageClassName: longhorn}
                """);
        tenant.waitForRunning("web");
        var namespaces = tenant.client().namespaces();
        namespaces.withName(tenant.namespace()).delete();
        Eventually.see(
                "namespace " + tenant.namespace() + " is gone",
                PATIENCE,
                () -> Optional.ofNullable(
                        namespaces.withName(tenant.namespace()).get()),
                Optional::isEmpty);
    }

    private static boolean waitsForItsMachine(WukongStatus status) {
        return Tenant.is(status, "Ready", "False")
                && Tenant.because(status, "Ready", "Deleting")
                && status.condition("Ready").orElseThrow().getMessage().contains("VirtualMachine web-vm");
    }

    private void waitUntilLeftIs(List<String> children) throws Exception {
        Eventually.see(
                "what is left of web in " + tenant.namespace() + " is " + children,
                PATIENCE,
                () -> Inventory.children(tenant),
                children::equals);
    }
}
