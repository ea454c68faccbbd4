package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.novasphere.api.VolumeStatus;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.InstanceVolume;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.Holds;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** People's data outlives whatever happens to the machine, unless they asked for its deletion. */
class DataIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WUKONG = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
            """;
    private static final String KEPT_DISKS = WUKONG + """
              disks:
                - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13", reclaimPolicy: Retain}
                - {name: data, size: 2Gi, storageClassName: longhorn}
            """;

    private static final String ONE_DISK = WUKONG + """
              disks:
                - {name: root, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
            """;
    private static final String TWO_DISKS = ONE_DISK + """
                - {name: scratch, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
            """;

    private final Tenant tenant = SharedTestbed.tenant("data");

    @Test
    void keptDisksAreTakenUpAgainByTheNextWukongOfTheName() throws Exception {
        tenant.apply(KEPT_DISKS);
        tenant.waitForRunning("web");
        var root = uid(PersistentVolumeClaim.class, "root");
        var data = uid(PersistentVolumeClaim.class, "data");
        var image = uid(DataVolume.class, "root");
        tenant.delete(Wukong.class, "web");

        tenant.apply(KEPT_DISKS);
        var again = tenant.waitForRunning("web");
        assertThat(uid(PersistentVolumeClaim.class, "root")).isEqualTo(root);
        assertThat(uid(PersistentVolumeClaim.class, "data")).isEqualTo(data);
        assertThat(uid(DataVolume.class, "root")).isEqualTo(image);
        assertThat(again.getStatus().volumes())
                .extracting(VolumeStatus::name, VolumeStatus::bound, VolumeStatus::reused)
                .containsExactlyInAnyOrder(tuple("root", true, true), tuple("data", true, true));
        assertThat(Inventory.news(tenant, "web"))
                .filteredOn("DiskReused"::equals)
                .hasSize(2);
        assertThatNoDataWasDeleted();
    }

    @Test
    void aDiskThatLeavesTheSpecIsDetachedAndKeptAndMayComeBack() throws Exception {
        tenant.apply(TWO_DISKS);
        tenant.waitForRunning("web");
        var scratch = uid(PersistentVolumeClaim.class, "scratch");
        tenant.apply(ONE_DISK);
        tenant.waitFor(
                "web",
                "names the detached disk, and that the running guest has it until its restart",
                status -> isDetached(status, "scratch")
                        && Tenant.because(status, "VirtualMachineSynced", "RestartRequired"));
        assertThat(volumesOfTheMachine()).contains("root").doesNotContain("scratch");

        tenant.apply(TWO_DISKS);
        tenant.waitFor("web", "has its disk again", status -> !isDetached(status, "scratch"));
        assertThat(volumesOfTheMachine()).contains("root", "scratch");
        assertThat(uid(PersistentVolumeClaim.class, "scratch")).isEqualTo(scratch);
        assertThatNoDataWasDeleted();
    }

    @Test
    void aDiskThatLeftTheSpecIsKeptWhateverItsPolicyWas() throws Exception {
        tenant.apply(TWO_DISKS);
        tenant.waitForRunning("web");
        var scratch = uid(PersistentVolumeClaim.class, "scratch");
        tenant.apply(ONE_DISK);
        tenant.waitFor("web", "names the detached disk", status -> isDetached(status, "scratch"));
        tenant.delete(Wukong.class, "web");
        assertThat(uid(PersistentVolumeClaim.class, "scratch")).isEqualTo(scratch);
        assertThat(Inventory.events(tenant, "web"))
                .filteredOn(event -> event.getReason().equals("DisksRetained"))
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage())
                        .contains(Inventory.claim(tenant, "web", "scratch"))
                        .doesNotContain(Inventory.claim(tenant, "web", "root")));
    }

    @Test
    void aDiskGrowsWithItsImageOrWithout() throws Exception {
        var disks = """
                  disks:
                    - {name: root, size: %1$s, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    - {name: data, size: %1$s, storageClassName: longhorn}
                """;
        tenant.apply(WUKONG + disks.formatted("1Gi"));
        tenant.waitForRunning("web");
        tenant.apply(WUKONG + disks.formatted("3Gi"));
        tenant.waitFor(
                "web",
                "both volumes have grown",
                status -> status.volumes().stream().allMatch(volume -> bytes(volume) >= 3L << 30));
        assertThat(bytes(tenant.waitForRunning("web"), "root"))
                .as("an image's volume has room for its file system as well")
                .isGreaterThan(3L << 30);
    }

    @Test
    void aStorageClassThatCannotGrowSaysSo() throws Exception {
        var disks = "  disks: [{name: data, size: %s, storageClassName: local-path}]\n";
        tenant.apply(WUKONG + disks.formatted("1Gi"));
        tenant.waitForRunning("web");
        tenant.apply(WUKONG + disks.formatted("2Gi"));
        var refused = tenant.waitFor(
                "web", "ChildRejected", status -> Tenant.because(status, "VolumesBound", "ChildRejected"));
        assertThat(refused.getStatus().condition("VolumesBound").orElseThrow().getMessage())
                .contains(Inventory.claim(tenant, "web", "data"))
                .contains("must support resize")
                .contains("set allowVolumeExpansion in its StorageClass");
        assertThat(bytes(refused, "data")).as("the disk as it is").isEqualTo(1L << 30);
        assertThat(Inventory.newsWith(tenant, "web", "ChildRejected")).contains("Error");
    }

    @Test
    void aDiskDoesNotShrink() throws Exception {
        var disks = "  disks: [{name: data, size: %s, storageClassName: longhorn}]\n";
        tenant.apply(WUKONG + disks.formatted("2Gi"));
        tenant.waitForRunning("web");
        assertThatThrownBy(() -> tenant.apply(WUKONG + disks.formatted("1Gi")))
                .hasMessageContaining("cannot shrink from 2Gi to 1Gi. Put the old size back");
        assertThat(bytes(tenant.waitForRunning("web"), "data")).isEqualTo(2L << 30);
    }

    @Test
    void aWukongMadeAnewAtOnceHasNothingOfItsPredecessorButDisks() throws Exception {
        var yaml = WUKONG + """
                  networks: [{name: lan, type: bridge}]
                  disks: [{name: data, size: 1Gi, storageClassName: longhorn}]
                """;
        var first = tenant.apply(yaml).getMetadata().getUid();
        tenant.waitForRunning("web");
        tenant.delete(Wukong.class, "web");
        var second = tenant.apply(yaml).getMetadata().getUid();
        assertThat(second).isNotEqualTo(first);
        tenant.waitForRunning("web");
        waitUntilNothingIsOf(first);
        assertThat(kindsOf(second))
                .contains("VirtualMachine", "Secret", "NetworkAttachmentDefinition", "PersistentVolumeClaim");
    }

    @Test
    void whatStillBelongsToAPredecessorIsWaitedFor() throws Exception {
        var first = tenant.apply(WUKONG).getMetadata().getUid();
        tenant.waitForRunning("web");
        Holds.put(tenant, VirtualMachine.class, "web-vm");
        tenant.askToDelete(Wukong.class, "web", DeletionPropagation.BACKGROUND);
        tenant.waitFor("web", "Deleting", status -> "Deleting".equals(status.phase()));
        Holds.strip(tenant, Wukong.class, "web");
        tenant.waitUntilGone(Wukong.class, "web");

        var second = tenant.apply(WUKONG).getMetadata().getUid();
        tenant.waitFor(
                "web",
                "waits for its predecessor",
                status -> Tenant.because(status, "VirtualMachineSynced", "PredecessorLeaving"));
        assertThat(tenant.get(VirtualMachine.class, "web-vm")
                        .orElseThrow()
                        .getMetadata()
                        .getLabels())
                .containsEntry(Labels.UID, first);
        Holds.release(tenant, VirtualMachine.class, "web-vm");
        tenant.waitForRunning("web");
        assertThat(tenant.get(VirtualMachine.class, "web-vm")
                        .orElseThrow()
                        .getMetadata()
                        .getLabels())
                .containsEntry(Labels.UID, second);
        waitUntilNothingIsOf(first);
    }

    @Test
    void aPredecessorsDiskThatIsGoingIsNotTakenUp() throws Exception {
        var first = tenant.apply(ONE_DISK).getMetadata().getUid();
        tenant.waitForRunning("web");
        var going = uid(PersistentVolumeClaim.class, "root");
        var claim = Inventory.claim(tenant, "web", "root");
        Holds.put(tenant, PersistentVolumeClaim.class, claim);
        tenant.askToDelete(Wukong.class, "web", DeletionPropagation.BACKGROUND);
        tenant.waitUntilGone(VirtualMachine.class, "web-vm");
        Eventually.see(
                "the claim is going",
                PATIENCE,
                () -> tenant.get(PersistentVolumeClaim.class, claim).orElseThrow(),
                found -> found.getMetadata().getDeletionTimestamp() != null);
        Holds.strip(tenant, Wukong.class, "web");
        tenant.waitUntilGone(Wukong.class, "web");

        tenant.apply(ONE_DISK);
        tenant.waitFor(
                "web",
                "waits for its predecessor's disk",
                status -> Tenant.because(status, "VolumesBound", "PredecessorLeaving"));
        Holds.release(tenant, PersistentVolumeClaim.class, claim);
        tenant.waitForRunning("web");
        assertThat(uid(PersistentVolumeClaim.class, "root")).isNotEqualTo(going);
        waitUntilNothingIsOf(first);
    }

    private void waitUntilNothingIsOf(String uid) throws Exception {
        Eventually.see("nothing is left of uid " + uid, PATIENCE, () -> kindsOf(uid), Set::isEmpty);
    }

    private Set<String> kindsOf(String uid) {
        return Inventory.objects(tenant, Labels.UID, uid)
                .map(HasMetadata::getKind)
                .collect(Collectors.toSet());
    }

    private void assertThatNoDataWasDeleted() throws Exception {
        assertThat(AuditLog.of(tenant))
                .filteredOn(request -> request.isOperators() && request.verb().startsWith("delete"))
                .extracting(AuditLog.Request::resource)
                .doesNotContain("persistentvolumeclaims", "datavolumes");
    }

    private List<String> volumesOfTheMachine() {
        return tenant
                .get(VirtualMachine.class, "web-vm")
                .map(machine -> machine.getSpec().template())
                .map(template -> template.spec())
                .orElseThrow()
                .volumes()
                .stream()
                .map(InstanceVolume::name)
                .toList();
    }

    private static boolean isDetached(WukongStatus status, String disk) {
        return status.volumes().stream()
                .anyMatch(volume -> volume.name().equals(disk) && Boolean.TRUE.equals(volume.detached()));
    }

    private String uid(Class<? extends HasMetadata> kind, String disk) {
        return tenant.get(kind, Inventory.claim(tenant, "web", disk))
                .orElseThrow(() -> new AssertionError("Disk " + disk + " has no " + HasMetadata.getKind(kind) + "."))
                .getMetadata()
                .getUid();
    }

    private static long bytes(Wukong wukong, String disk) {
        return wukong.getStatus().volumes().stream()
                .filter(volume -> volume.name().equals(disk))
                .mapToLong(DataIT::bytes)
                .findFirst()
                .orElseThrow();
    }

    private static long bytes(VolumeStatus volume) {
        return Quantity.getAmountInBytes(Quantity.parse(String.valueOf(volume.size())))
                .longValue();
    }
}
