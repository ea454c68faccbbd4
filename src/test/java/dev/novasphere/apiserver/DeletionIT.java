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
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
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
    private static final String ONE_DISK_OF_EACH_SORT = WUKONG + """
              networks: [{name: lan, type: bridge}]
              disks:
                - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                - {name: scratch, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
                - {name: data, size: 1Gi, storageClassName: longhorn}
            """;
    private static final String NEVER_ACCEPTED = WUKONG + "  userData: |\n    #cloud-config\n    timezone: \"UTC\n";

    private final Tenant tenant = SharedTestbed.tenant("deletion");

    @ParameterizedTest
    @EnumSource(DeletionPropagation.class)
    void theMachineGoesFirstThenItsDisksAndOnlyWhatIsRetainedStays(DeletionPropagation propagation) throws Exception {
        tenant.apply(ONE_DISK_OF_EACH_SORT);
        tenant.waitForRunning("web");
        Holds.put(tenant, VirtualMachine.class, "web-vm");
        tenant.askToDelete(Wukong.class, "web", propagation);

        tenant.waitFor("web", "waits for its machine", status -> waitsFor(status, "VirtualMachine web-vm"));
        tenant.waitUntilGone(VirtualMachineInstance.class, "web-vm");
        Holds.release(tenant, VirtualMachine.class, "web-vm");
        tenant.waitUntilGone(Wukong.class, "web");

        var data = Inventory.claim(tenant, "web", "data");
        waitUntilLeftIs("PersistentVolumeClaim/" + data);
        assertThat(Inventory.events(tenant, "web"))
                .filteredOn(event -> event.getReason().equals("DisksRetained"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getMessage()).contains(data).doesNotContain("root", "scratch"));
        assertThatNoDataWentBeforeTheMachine();
    }

    /** The last write on the VM is the release of our hold; whatever was asked of a disk before that was too early. */
    private void assertThatNoDataWentBeforeTheMachine() throws Exception {
        var requests = AuditLog.of(tenant);
        var release = requests.stream()
                .filter(request -> request.resource().equals("virtualmachines")
                        && request.verb().equals("patch"))
                .mapToInt(requests::lastIndexOf)
                .max()
                .orElseThrow();
        assertThat(requests.subList(0, release))
                .filteredOn(DeletionIT::isDeletionOfData)
                .isEmpty();
        assertThat(requests.subList(release, requests.size()))
                .filteredOn(request -> request.isOperators() && isDeletionOfData(request))
                .extracting(AuditLog.Request::name)
                .contains(Inventory.claim(tenant, "web", "root"), Inventory.claim(tenant, "web", "scratch"))
                .doesNotContain(Inventory.claim(tenant, "web", "data"));
    }

    /** CDI's own claims come and go with its imports. */
    private static boolean isDeletionOfData(AuditLog.Request request) {
        return DATA.contains(request.resource())
                && request.verb().startsWith("delete")
                && !request.name().startsWith("prime-");
    }

    @Test
    void aGuestThatTakesItsTimeToShutDownKeepsItsDisks() throws Exception {
        tenant.apply(ONE_DISK_OF_EACH_SORT);
        tenant.waitForRunning("web");
        var launcher = tenant.client()
                .pods()
                .inNamespace(tenant.namespace())
                .withLabel("kubevirt.io", "virt-launcher")
                .list()
                .getItems()
                .getFirst()
                .getMetadata()
                .getName();
        Holds.put(tenant, Pod.class, launcher);
        tenant.askToDelete(Wukong.class, "web", DeletionPropagation.BACKGROUND);
        Eventually.see(
                "the guest is asked to shut down",
                PATIENCE,
                () -> tenant.get(Pod.class, launcher),
                pod -> pod.filter(p -> p.getMetadata().getDeletionTimestamp() != null)
                        .isPresent());
        tenant.waitFor("web", "waits for its machine", status -> waitsFor(status, "VirtualMachine web-vm"));
        assertThat(AuditLog.of(tenant)).filteredOn(DeletionIT::isDeletionOfData).isEmpty();
        Holds.release(tenant, Pod.class, launcher);
        tenant.waitUntilGone(Wukong.class, "web");
        waitUntilLeftIs("PersistentVolumeClaim/" + Inventory.claim(tenant, "web", "data"));
    }

    @Test
    void aDiskThatDoesNotGoIsNamed() throws Exception {
        tenant.apply(ONE_DISK_OF_EACH_SORT);
        tenant.waitForRunning("web");
        var scratch = Inventory.claim(tenant, "web", "scratch");
        Holds.put(tenant, PersistentVolumeClaim.class, scratch);
        tenant.askToDelete(Wukong.class, "web", DeletionPropagation.BACKGROUND);
        tenant.waitFor(
                "web",
                "waits for one claim and for nothing else",
                status -> waitsFor(status, "Waiting for the disks to go: PersistentVolumeClaim " + scratch + "."));
        assertThat(tenant.get(VirtualMachine.class, "web-vm")).isEmpty();
        Holds.release(tenant, PersistentVolumeClaim.class, scratch);
        tenant.waitUntilGone(Wukong.class, "web");
        waitUntilLeftIs("PersistentVolumeClaim/" + Inventory.claim(tenant, "web", "data"));
    }

    @ParameterizedTest
    @EnumSource(DeletionPropagation.class)
    void aWukongThatIsDeletedAsSoonAsItIsMadeLeavesNothing(DeletionPropagation propagation) throws Exception {
        for (var name : List.of("one", "two", "three", "four", "five")) {
            tenant.apply(WUKONG.replace("name: web", "name: " + name) + """
                      networks: [{name: lan, type: bridge}]
                      disks: [{name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}]
                    """);
            Eventually.see(
                    name + " has its finalizer",
                    PATIENCE,
                    () -> tenant.get(Wukong.class, name).orElseThrow().getFinalizers(),
                    finalizers -> !finalizers.isEmpty());
            tenant.askToDelete(Wukong.class, name, propagation);
        }
        waitUntilLeftIs();
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
        waitUntilLeftIs();
    }

    @Test
    void aMachineInErrorGoes() throws Exception {
        SharedTestbed.get().platform().kubeVirt().unschedulable(tenant.namespace(), "web-vm", "no node is available");
        tenant.apply(WUKONG + """
                  disks: [{name: root, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}]
                """);
        tenant.waitFor("web", "Error", status -> "Error".equals(status.phase()));
        tenant.delete(Wukong.class, "web");
        waitUntilLeftIs();
    }

    @Test
    void aMachineWhoseSpecIsNoLongerAcceptedGoes() throws Exception {
        tenant.apply(WUKONG);
        tenant.waitForRunning("web");
        tenant.apply(NEVER_ACCEPTED);
        var refused = tenant.waitFor("web", "is not accepted", status -> Tenant.is(status, "Accepted", "False"));
        assertThat(refused.getStatus().phase())
                .as("the last accepted state stays")
                .isEqualTo("Running");
        Holds.put(tenant, VirtualMachine.class, "web-vm");
        tenant.askToDelete(Wukong.class, "web", DeletionPropagation.BACKGROUND);
        tenant.waitFor(
                "web",
                "waits for its machine and still says that its spec is not accepted",
                status -> waitsFor(status, "VirtualMachine web-vm") && Tenant.is(status, "Accepted", "False"));
        Holds.release(tenant, VirtualMachine.class, "web-vm");
        tenant.waitUntilGone(Wukong.class, "web");
        waitUntilLeftIs();
    }

    @Test
    void aWukongThatWasNeverAcceptedGoesAtOnce() throws Exception {
        tenant.apply(NEVER_ACCEPTED);
        tenant.waitFor("web", "is not accepted", status -> Tenant.is(status, "Accepted", "False"));
        tenant.delete(Wukong.class, "web");
        waitUntilLeftIs();
    }

    /** Takes 16 s: Kubernetes deletes a namespace's pods first, and looks only every 8 s whether it can go on. */
    @Test
    void aNamespaceThatIsDeletedComesToItsEnd() throws Exception {
        tenant.apply(ONE_DISK_OF_EACH_SORT);
        tenant.waitForRunning("web");
        var namespace = tenant.client().namespaces().withName(tenant.namespace());
        namespace.delete();
        Eventually.see(
                "namespace " + tenant.namespace() + " is gone",
                PATIENCE,
                () -> Optional.ofNullable(namespace.get()),
                Optional::isEmpty);
    }

    private static boolean waitsFor(WukongStatus status, String what) {
        return "Deleting".equals(status.phase())
                && Tenant.because(status, "Ready", "Deleting")
                && status.condition("Ready").orElseThrow().getMessage().contains(what);
    }

    private void waitUntilLeftIs(String... objects) throws Exception {
        var wanted = List.of(objects);
        Eventually.see(
                "what is left in " + tenant.namespace() + " is " + wanted,
                PATIENCE,
                () -> Inventory.everything(tenant),
                wanted::equals);
    }
}
