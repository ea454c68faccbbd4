package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.novasphere.api.VolumeStatus;
import dev.novasphere.api.Wukong;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.DataVolume;
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
        assertThat(AuditLog.of(tenant))
                .filteredOn(request -> request.isOperators() && request.verb().startsWith("delete"))
                .extracting(AuditLog.Request::resource)
                .doesNotContain("persistentvolumeclaims", "datavolumes");
    }

    @Test
    void aDiskThatLeavesTheSpecIsDetachedAndKept() throws Exception {
        tenant.apply(WUKONG + """
                  disks:
                    - {name: root, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
                    - {name: scratch, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
                """);
        tenant.waitForRunning("web");
        var scratch = uid(PersistentVolumeClaim.class, "scratch");
        tenant.apply(WUKONG + """
                  disks:
                    - {name: root, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
                """);
        tenant.waitFor(
                "web",
                "names the detached disk",
                status -> status.volumes().stream()
                        .anyMatch(volume -> volume.name().equals("scratch") && Boolean.TRUE.equals(volume.detached())));
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
                .contains("resize");
        assertThat(Inventory.news(tenant, "web")).contains("ChildRejected");
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

    private void waitUntilNothingIsOf(String uid) throws Exception {
        Eventually.see("nothing is left of uid " + uid, PATIENCE, () -> kindsOf(uid), Set::isEmpty);
    }

    private Set<String> kindsOf(String uid) {
        return Inventory.objects(tenant, Labels.UID, uid)
                .map(HasMetadata::getKind)
                .collect(Collectors.toSet());
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
