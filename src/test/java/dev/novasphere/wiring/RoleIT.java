package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.testkit.operator.Asked;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.Permission;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The shipped roles grant what the operator does, and nothing else: by the API servers' own account of all tests of this
 * run, which is why this one is the last.
 */
@Order(Integer.MAX_VALUE)
class RoleIT {
    /** The authorizer's answer: admission plugins and quotas refuse with the same code as the roles do. */
    private static final String DECISION = "/annotations/authorization.k8s.io~1decision";

    /** Asked for by the API server and not by us: before an owner reference may block the deletion of its owner. */
    private static final Set<Permission> ASKED_BY_ADMISSION = Set.of(
            new Permission("wukongs/finalizers.vm.novasphere.dev", "update"),
            new Permission("virtualmachineprofiles/finalizers.vm.example.com", "update"));

    /** The framework looks at an object again when its finalizer could not be written because it had changed meanwhile. */
    private static final Set<Permission> ASKED_AFTER_A_CONFLICT = Set.of(
            new Permission("wukongs.vm.novasphere.dev", "get"),
            new Permission("nodenetworks.vm.novasphere.dev", "get"),
            new Permission("virtualmachineprofiles.vm.example.com", "get"));

    /** Granted where a value of the chart asks for it, as DefaultUplinkIT has it; the shared bed has no such grant. */
    private static final Set<Permission> GRANTED_BY_A_VALUE =
            Set.of(new Permission("nodenetworks.vm.novasphere.dev", "create"));

    private static final String TAKEN = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: taken}
            spec:
              cpu: 1
              memory: 1Gi
              networks:
                - {name: lan, type: bridge, bridgeName: br-other}
              disks:
                - {name: imported, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                - {name: empty, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
            """;

    private final Tenant tenant = SharedTestbed.tenant("role");

    /** A tenant's own requests are in the log of the shared control plane too: each of them was allowed. */
    @Test
    void whatTheOperatorsAskedForIsWhatTheRolesGrant() throws Exception {
        liveThroughEverything();
        meetStrangers();
        var plane = SharedTestbed.get().plane();
        assertThat(Asked.of(plane))
                .as("what the roles did not allow")
                .filteredOn(request -> !request.at(DECISION).asText().equals("allow"))
                .isEmpty();
        var asked = Asked.ever(plane);
        asked.addAll(ASKED_BY_ADMISSION);
        asked.addAll(ASKED_AFTER_A_CONFLICT);
        asked.removeAll(GRANTED_BY_A_VALUE);
        assertThat(asked).as("what all operators of this run asked for").isEqualTo(Permission.granted());
    }

    /** A child is looked at when its name turns out to be taken, which is what it takes "get" for. */
    private void meetStrangers() throws Exception {
        tenant.apply(TAKEN);
        tenant.waitForRunning("taken");
        var lan = tenant.client()
                .resources(NetworkAttachmentDefinition.class)
                .inNamespace(tenant.namespace())
                .list()
                .getItems()
                .getFirst()
                .getMetadata()
                .getName();
        tenant.delete(Wukong.class, "taken");
        tenant.apply("""
                apiVersion: k8s.cni.cncf.io/v1
                kind: NetworkAttachmentDefinition
                metadata: {name: %s}
                """.formatted(lan));
        tenant.apply("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s}
                spec: {storageClassName: never-provisions, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """.formatted(Inventory.claim(tenant, "taken", "empty")));
        tenant.apply("""
                apiVersion: cdi.kubevirt.io/v1beta1
                kind: DataVolume
                metadata: {name: %s}
                spec: {source: {blank: {}}, storage: {storageClassName: never-provisions, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
                """.formatted(Inventory.claim(tenant, "taken", "imported")));
        tenant.apply(TAKEN);
        tenant.waitFor(
                "taken",
                "told of both",
                status -> Tenant.because(status, "NetworksConfigured", "NameConflict")
                        && Tenant.because(status, "VolumesBound", "NameConflict"));
    }

    /** A machine with everything is made, changed, deleted, and made again from the disks that were kept. */
    private void liveThroughEverything() throws Exception {
        for (var kind : List.of(
                "vm.novasphere.dev/v1alpha1\nkind: Wukong", "vm.example.com/v1alpha1\nkind: VirtualMachineProfile")) {
            var type = kind.endsWith("Wukong") ? Wukong.class : VirtualMachineProfile.class;
            ask(kind, 1, "10Gi");
            tenant.waitFor(type, "all", "Running and Ready", Tenant::isRunning);
            ask(kind, 2, "20Gi");
            tenant.waitFor(
                    type,
                    "all",
                    "Running with a larger disk",
                    status -> status.volumes().stream().anyMatch(volume -> "20Gi".equals(volume.size())));
            tenant.delete(type, "all");
            ask(kind, 2, "20Gi");
            tenant.waitFor(type, "all", "Running again", Tenant::isRunning);
            tenant.delete(type, "all");
        }
    }

    private void ask(String kind, int cpu, String size) {
        tenant.apply("""
                apiVersion: %s
                metadata: {name: all}
                spec:
                  cpu: %d
                  memory: 1Gi
                  networks:
                    - {name: lan, type: bridge, bridgeName: br-lan}
                  disks:
                    - name: kept
                      size: 10Gi
                      storageClassName: longhorn
                      image: "quay.io/containerdisks/debian:13"
                      reclaimPolicy: Retain
                    - {name: imported, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    - {name: empty, size: %s, storageClassName: longhorn, reclaimPolicy: Delete}
                """.formatted(kind, cpu, size));
    }
}
