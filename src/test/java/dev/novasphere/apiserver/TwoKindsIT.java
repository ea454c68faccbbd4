package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Wukong and a VirtualMachineProfile of one name want the same name for their VirtualMachine. */
class TwoKindsIT {
    private static final String SPEC = """
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
              networks: [{name: lan, type: bridge}]
              disks: [{name: root, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}]
            """;
    private static final String WUKONG = "apiVersion: vm.novasphere.dev/v1alpha1\nkind: Wukong\n" + SPEC;
    private static final String PROFILE = "apiVersion: vm.example.com/v1alpha1\nkind: VirtualMachineProfile\n" + SPEC;

    private final Tenant tenant = SharedTestbed.tenant("two-kinds");

    @Test
    void theSecondOfTheNameIsToldAndTheFirstIsLeftAlone() throws Exception {
        tenant.apply(WUKONG);
        tenant.waitForRunning("web");
        var first = tenant.get(VirtualMachine.class, "web-vm").orElseThrow();
        tenant.apply(PROFILE);
        var second = tenant.waitFor(
                VirtualMachineProfile.class,
                "web",
                "NameConflict",
                status -> Tenant.because(status, "VirtualMachineSynced", "NameConflict"));
        assertThat(second.getStatus().phase()).isEqualTo("Error");
        assertThat(second.getStatus()
                        .condition("VirtualMachineSynced")
                        .orElseThrow()
                        .getMessage())
                .contains("web-vm")
                .contains("another name");
        assertThat(second.getStatus().vmName())
                .as("its VirtualMachine is not there")
                .isNull();
        assertThat(Inventory.news(tenant, "web")).contains("NameConflict");

        tenant.delete(VirtualMachineProfile.class, "web");
        Eventually.see(
                "the second one's children went, the first one's stayed",
                Duration.ofSeconds(20),
                () -> Inventory.objects(tenant, "vmprofile", "web").toList(),
                List::isEmpty);
        var after = tenant.get(VirtualMachine.class, "web-vm").orElseThrow();
        assertThat(after.getMetadata().getUid()).isEqualTo(first.getMetadata().getUid());
        assertThat(after.getMetadata().getGeneration())
                .isEqualTo(first.getMetadata().getGeneration());
        assertThat(tenant.waitForRunning("web").getStatus().volumes()).hasSize(1);
    }
}
