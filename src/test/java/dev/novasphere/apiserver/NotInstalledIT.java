package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.WukongStatus;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.operator.BareTestbed;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import dev.novasphere.testkit.simulators.SimulatedPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

/** KubeVirt, CDI and Multus are installed after the operator, one after the other. */
class NotInstalledIT {
    @Test
    void eachProjectIsMissedWithARemedyAndNoticedWhenItComes() throws Exception {
        try (var bed = BareTestbed.withoutDefinitions();
                var _ = bed.startOperator()) {
            var story = new Story(Tenant.of(bed.client(), "bare"));
            var nmState = new WithoutNmState(bed.client());
            nmState.ask("{kubernetes.io/hostname: node-1}");
            nothingIsThere(story);
            nmState.isMissed();
            install(bed.client(), "kubevirt.io");
            install(bed.client(), "cdi.kubevirt.io");
            onlyMultusIsMissing(story);
            install(bed.client(), "k8s.cni.cncf.io");
            try (var _ = SimulatedPlatform.start(bed.client(), PlatformOptions.of(Pace.instant()))) {
                story.settled();
                nmState.isMissed();
                install(bed.client(), "nmstate.io");
                nmState.isMade();
                nmState.isNoticed();
            }
        }
    }

    private static void nothingIsThere(Story story) throws Exception {
        story.ask(Story.WITH_ALL_CHILDREN);
        var status = story.status(
                "all three are missed",
                said -> Tenant.because(said, "NetworksConfigured", "MultusMissing")
                        && Tenant.because(said, "VolumesBound", "CdiMissing")
                        && Tenant.because(said, "VirtualMachineSynced", "KubeVirtMissing"));
        isUnready(status);
        assertThat(story.message("NetworksConfigured")).contains("\"front\"").contains("Install Multus");
        assertThat(story.message("VolumesBound")).contains("\"root\"").contains("Install CDI");
        assertThat(story.message("VirtualMachineSynced")).contains("Install KubeVirt");
    }

    private static void onlyMultusIsMissing(Story story) throws Exception {
        var status = story.status(
                "KubeVirt and CDI are noticed",
                said -> Tenant.because(said, "NetworksConfigured", "MultusMissing")
                        && !Tenant.because(said, "VolumesBound", "CdiMissing")
                        && Tenant.because(said, "VirtualMachineSynced", "WaitingForNetworks"));
        isUnready(status);
        assertThat(story.machine().isMissingNode())
                .as("no guest starts without its network")
                .isTrue();
    }

    private static void isUnready(WukongStatus status) {
        for (var condition : new String[] {"NetworksConfigured", "VolumesBound", "VirtualMachineSynced", "Ready"}) {
            assertThat(Tenant.is(status, condition, "False")).as(condition).isTrue();
        }
    }

    private static void install(KubernetesClient client, String group) {
        PlatformCrds.applyAll(client, PlatformCrds.ofEnvironment().files(group));
    }
}
