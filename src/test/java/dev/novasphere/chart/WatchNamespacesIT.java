package dev.novasphere.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.consumers.Helm;
import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.OfferedNetworks;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import dev.novasphere.testkit.simulators.SimulatedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator that serves two namespaces, with the roles that the chart gives it for that. */
class WatchNamespacesIT {
    private static final List<String> SERVED = List.of("production", "staging");

    @Test
    void machinesRunInTheServedNamespacesAndNothingIsAskedBeyond(@TempDir Path folder) throws Exception {
        var options = ControlPlaneOptions.defaults().withBeforeControllers(client -> {
            PlatformCrds.ofEnvironment().install(client);
            PlatformCrds.applyAll(client, Testbed.ourCrds());
        });
        try (var plane = ControlPlane.start(options);
                var client = plane.adminClient()) {
            client.resource(Chart.namespace()).create();
            var served = SERVED.stream().map(name -> Tenant.in(client, name)).toList();
            new Release(Helm.on(plane.adminKubeconfig()))
                    .install(
                            Combination.NOVASPHERE,
                            "--set",
                            "crds.install=false",
                            "--set",
                            "watchNamespaces={production,staging}");
            var foreign = Tenant.in(client, "foreign");
            ask(foreign);
            OfferedNetworks.apply(client);
            try (var platform = SimulatedPlatform.start(client, PlatformOptions.of(Pace.instant()));
                    var _ = OperatorProcess.start(
                            plane.kubeconfigFor(Chart.NAMESPACE, Chart.ACCOUNT),
                            folder.resolve("log"),
                            Map.of("NOVASPHERE_WATCH_NAMESPACES", String.join(",", SERVED)))) {
                OfferedNetworks.putOnNodes(platform.nmState());
                for (var tenant : served) {
                    ask(tenant);
                    tenant.waitForRunning("web");
                }
                anAttachmentThatComesLaterIsSeen(served.getFirst());
            }
            assertThat(foreign.get(Wukong.class, "web")
                            .orElseThrow()
                            .getStatus()
                            .phase())
                    .as("what nobody has looked at has no phase")
                    .isNull();
            assertThat(refused(plane))
                    .as("requests that the roles do not allow")
                    .isEmpty();
        }
    }

    /** Attachment definitions of others are watched by an informer of our own, beside those of the framework. */
    private static void anAttachmentThatComesLaterIsSeen(Tenant tenant) throws Exception {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: attached}
                spec:
                  cpu: 1
                  memory: 1Gi
                  networks: [{name: lan, type: bridge, nadName: lan}]
                """);
        tenant.waitFor(
                "attached",
                "missing its attachment definition",
                status -> Tenant.because(status, "NetworksConfigured", "AttachmentDefinitionMissing"));
        tenant.apply("""
                apiVersion: k8s.cni.cncf.io/v1
                kind: NetworkAttachmentDefinition
                metadata: {name: lan}
                spec:
                  config: '{"cniVersion": "0.3.1", "name": "lan", "type": "bridge", "bridge": "br-lan"}'
                """);
        tenant.waitForRunning("attached");
    }

    private static void ask(Tenant tenant) {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec:
                  cpu: 1
                  memory: 1Gi
                  networks: [{name: front, type: bridge, bridgeName: br-front}]
                  disks: [{name: data, size: 1Gi, storageClassName: longhorn}]
                """);
    }

    private static List<String> refused(ControlPlane plane) throws IOException {
        try (var lines = Files.lines(plane.auditLog())) {
            return lines.filter(line -> line.contains(AuditLog.OPERATOR) && line.contains("\"forbid\""))
                    .toList();
        }
    }
}
