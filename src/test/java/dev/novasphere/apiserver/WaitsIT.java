package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.VolumeStatus;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.DataVolume;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.simulators.CdiSimulator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read while a disk is on its way, or cannot come. */
class WaitsIT {
    private static final String WITH_IMAGE = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
              disks:
                - {name: root, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
            """;

    private final Tenant tenant = SharedTestbed.tenant("waits");
    private final CdiSimulator cdi = SharedTestbed.get().platform().cdi();
    private final String root = Inventory.claim(tenant, "web", "root");

    @Test
    void aFailingImportIsToldWithItsCureAndHeals() throws Exception {
        cdi.failImport(tenant.namespace(), root, "x509: certificate signed by unknown authority");
        tenant.apply(WITH_IMAGE);
        var failed = seen("an error", status -> "Error".equals(status.phase()));
        assertThat(Tenant.read(failed, "VolumesBound"))
                .isEqualTo("False ImportFailed: Disk \"root\" cannot be imported: the importer says"
                        + " \"x509: certificate signed by unknown authority\". Put the certificate authority of the"
                        + " image's host into a ConfigMap and name it in caConfigMap of the disk."
                        + " CDI tries again by itself.");
        assertThat(Tenant.read(failed, "Ready")).isEqualTo(Tenant.read(failed, "VolumesBound"));
        assertThat(Inventory.newsWith(tenant, "web", "ImportFailed")).containsOnlyOnce("ImportFailed");

        cdi.recover(tenant.namespace(), root);
        var running = tenant.waitForRunning("web").getStatus();
        assertThat(Tenant.read(running, "VolumesBound"))
                .isEqualTo("True VolumesReady: Every disk is bound and filled.");
    }

    /** A DataVolume is immutable; without the operator's help the cure would never reach CDI. */
    @Test
    void theAuthorityThatTheCureAsksForReachesTheImport() throws Exception {
        cdi.failImport(tenant.namespace(), root, "x509: certificate signed by unknown authority");
        tenant.apply(WITH_IMAGE);
        seen("an error", status -> Tenant.because(status, "VolumesBound", "ImportFailed"));
        tenant.apply(WITH_IMAGE.replace("debian:13\"", "debian:13\", caConfigMap: registry-ca"));
        Eventually.see(
                "a DataVolume with the ConfigMap",
                Duration.ofSeconds(60),
                this::disk,
                disk -> disk.volume()
                        .map(volume -> volume.getSpec().source().registry())
                        .filter(image -> "registry-ca".equals(image.certConfigMap()))
                        .isPresent());
        assertThat(Inventory.newsWith(tenant, "web", "ImportBegunAnew")).containsOnlyOnce("ImportBegunAnew");
        cdi.recover(tenant.namespace(), root);
        tenant.waitForRunning("web");
    }

    @Test
    void theProgressOfAnImportIsShownInTens() throws Exception {
        cdi.holdImport(tenant.namespace(), root, "42.5%");
        tenant.apply(WITH_IMAGE);
        var importing = seen("progress", status -> "40%".equals(root(status).progress()));
        assertThat(importing.phase()).isEqualTo("Creating");
        assertThat(root(importing)).isEqualTo(new VolumeStatus("root", root, false, null, "40%", null, null));
        assertThat(Tenant.read(importing, "Ready")).isEqualTo("False Importing: Disk \"root\" is being imported.");

        cdi.recover(tenant.namespace(), root);
        assertThat(root(tenant.waitForRunning("web").getStatus()))
                .as("the size of the volume, which CDI makes larger than its image, and no progress any longer")
                .isEqualTo(new VolumeStatus("root", root, true, "10854Mi", null, null, null));
    }

    @Test
    void aDiskThatGetsNoClaimIsToldInTheWordsOfCdi() throws Exception {
        cdi.refuseClaim(tenant.namespace(), root, "no volumeMode specified in StorageProfile longhorn");
        tenant.apply(WITH_IMAGE);
        var refused = seen("no claim", status -> Tenant.because(status, "VolumesBound", "ClaimNotValid"));
        assertThat(Tenant.read(refused, "Ready"))
                .isEqualTo("False ClaimNotValid: Disk \"root\" gets no claim: CDI says"
                        + " \"no volumeMode specified in StorageProfile longhorn\". See accessMode and volumeMode of the"
                        + " disk, and the StorageProfile of its storage class.");
        assertThat(root(refused)).isEqualTo(new VolumeStatus("root", null, false, null, null, null, null));
        assertThat(Inventory.newsWith(tenant, "web", "ClaimNotValid")).containsOnlyOnce("ClaimNotValid");
    }

    /** Once by CDI's importer alone, once through a CSI populator. */
    @ParameterizedTest
    @ValueSource(strings = {"local-path", "longhorn-wffc"})
    void aClassThatBindsLateIsNoFaultOfAMachineThatIsOff(String storageClass) throws Exception {
        var late = WITH_IMAGE.replace("longhorn", storageClass);
        tenant.apply(late + "  startStrategy: {runStrategy: Halted}\n");
        var off = seen("off and waiting", status -> Tenant.because(status, "VolumesBound", "WaitingForConsumer"));
        assertThat(Tenant.read(off, "VolumesBound"))
                .isEqualTo("False WaitingForConsumer: Disk \"root\" is imported when the VM starts: its storage class"
                        + " binds a volume to the node of the first consumer.");
        assertThat(Tenant.read(seen("off", status -> "Stopped".equals(status.phase())), "Ready"))
                .isEqualTo("True Stopped: The guest is off, as run strategy Halted has it.");

        tenant.apply(late + "  startStrategy: {runStrategy: Always}\n");
        tenant.waitForRunning("web");
    }

    @Test
    void aMachineThatNoNodeTakesSaysSoAlsoWhileItsDiskWaitsForIt() throws Exception {
        var kubeVirt = SharedTestbed.get().platform().kubeVirt();
        kubeVirt.unschedulable(tenant.namespace(), "web-vm", "0/3 nodes are available: 3 Insufficient memory.");
        tenant.apply(WITH_IMAGE.replace("longhorn", "longhorn-wffc"));
        var stuck = seen("an error", status -> "Error".equals(status.phase()));
        assertThat(Tenant.read(stuck, "VolumesBound")).startsWith("False WaitingForConsumer: ");
        assertThat(Tenant.read(stuck, "Ready"))
                .isEqualTo("False StartFailed: No node takes VirtualMachine web-vm; the scheduler says:"
                        + " 0/3 nodes are available: 3 Insufficient memory. Make room or add a node, or ask for less:"
                        + " see cpu, memory and highAvailability in the spec.");
        kubeVirt.heal(tenant.namespace(), "web-vm");
        tenant.waitForRunning("web");
    }

    /** All that says why a disk is not there. */
    private record Disk(Optional<DataVolume> volume, Optional<ObjectMeta> claim, Optional<String> condition) {}

    private Disk disk() {
        return new Disk(
                tenant.get(DataVolume.class, root),
                tenant.get(PersistentVolumeClaim.class, root).map(HasMetadata::getMetadata),
                tenant.get(Wukong.class, "web").map(web -> Tenant.read(web.getStatus(), "VolumesBound")));
    }

    private WukongStatus seen(String what, Predicate<WukongStatus> wanted) throws Exception {
        return tenant.waitFor("web", what, wanted).getStatus();
    }

    private static VolumeStatus root(WukongStatus status) {
        return status.volumes().stream()
                .findFirst()
                .orElseGet(() -> new VolumeStatus("none", null, false, null, null, null, null));
    }
}
