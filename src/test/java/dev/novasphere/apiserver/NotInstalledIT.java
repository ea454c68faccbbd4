package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.WukongStatus;
import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import dev.novasphere.testkit.operator.Asked;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import dev.novasphere.testkit.simulators.SimulatedPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** KubeVirt, CDI and Multus are installed after the operator, one after the other. */
class NotInstalledIT {
    private static final String SPEC = Story.SMALL + """
            networks:
              - {name: front, type: bridge, bridgeName: br-front}
            disks:
              - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
            """;

    @Test
    void eachProjectIsMissedWithARemedyAndNoticedWhenItComes() throws Exception {
        var options = ControlPlaneOptions.defaults()
                .withBeforeControllers(client -> PlatformCrds.applyAll(client, Testbed.ourCrds()));
        var log = Files.createTempFile(ProjectFiles.find("target"), "operator-", ".log");
        try (var plane = ControlPlane.start(options);
                var client = plane.adminClient()) {
            Testbed.applyRoles(client);
            try (var _ = Testbed.startOperator(plane, log)) {
                var story = new Story(Tenant.of(client, "bare"));
                nothingIsThere(story);
                install(client, "kubevirt.io");
                onlyMultusIsMissing(story);
                install(client, "k8s.cni.cncf.io");
                try (var _ = SimulatedPlatform.start(client, PlatformOptions.of(Pace.instant()))) {
                    story.settled();
                }
            }
            Asked.remember(plane);
        } finally {
            Files.delete(log);
        }
    }

    private static void nothingIsThere(Story story) throws Exception {
        story.ask(SPEC);
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

    private static void install(KubernetesClient client, String group) throws IOException {
        try (var files = Files.list(PlatformCrds.ofEnvironment().folder())) {
            PlatformCrds.applyAll(
                    client,
                    files.filter(file -> name(file).endsWith("." + group + ".yaml"))
                            .toList());
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
