package dev.novasphere.testkit.operator;

import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import dev.novasphere.testkit.simulators.PlatformOptions;
import dev.novasphere.testkit.simulators.SimulatedPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real control plane with the platform's CRDs and ours, our shipped roles, a simulated platform, and room for the
 * operator, which acts as the ServiceAccount that those roles are bound to.
 */
public final class Testbed implements AutoCloseable {
    private static final Map<String, String> PRESUMED = Map.of(
            "NOVASPHERE_DEFAULT_BRIDGE", "br-default",
            "NOVASPHERE_SRIOV_RESOURCE_NAME", "intel.com/sriov_vfio",
            "NOVASPHERE_MACVTAP_LOWER_DEVICE", "ens3");

    private final ControlPlane plane;
    private final SimulatedPlatform platform;
    private final String crds;
    private final Path operatorLog;

    private Testbed(ControlPlane plane, SimulatedPlatform platform, String crds) throws IOException {
        this.plane = plane;
        this.platform = platform;
        this.crds = crds;
        this.operatorLog = Files.createTempFile(ProjectFiles.find("target"), "operator-", ".log");
    }

    /** Starts everything but the operator. */
    public static Testbed start(PlatformOptions options) throws IOException, InterruptedException {
        var crds = new StringBuilder();
        var plane = ControlPlane.start(ControlPlaneOptions.defaults().withBeforeControllers(client -> {
            crds.append(PlatformCrds.ofEnvironment().install(client));
            PlatformCrds.applyAll(client, ourCrds());
        }));
        applyRoles(plane.adminClient());
        var platform = SimulatedPlatform.start(plane.adminClient(), options);
        OfferedNetworks.apply(plane.adminClient());
        OfferedNetworks.putOnNodes(platform.nmState());
        return new Testbed(plane, platform, crds.toString());
    }

    /** The CRDs of this project. */
    public static List<Path> ourCrds() {
        try (var files = Files.list(ProjectFiles.find("helm/novasphere/files/crds"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The CRDs of this project cannot be read.", e);
        }
    }

    /** Applies our namespace, ServiceAccount, roles and admission policies. */
    public static void applyRoles(KubernetesClient client) {
        client.resource(Chart.namespace()).serverSideApply();
        Chart.access().forEach(object -> client.resource(object).serverSideApply());
        Policies.shipped().apply(client);
    }

    /** The packaged operator, as its ServiceAccount, with the configuration that the original examples presume. */
    public OperatorProcess startOperator() throws IOException {
        return startOperator(plane, operatorLog);
    }

    /** The same on any control plane that has our CRDs and roles. */
    public static OperatorProcess startOperator(ControlPlane plane, Path log) throws IOException {
        return OperatorProcess.start(plane.kubeconfigFor(Chart.NAMESPACE, Chart.ACCOUNT), log, PRESUMED);
    }

    /** The packaged operator, as its ServiceAccount. */
    public OperatorProcess startOperator(Map<String, String> configuration) throws IOException {
        return OperatorProcess.start(plane.kubeconfigFor(Chart.NAMESPACE, Chart.ACCOUNT), operatorLog, configuration);
    }

    /** The control plane. */
    public ControlPlane plane() {
        return plane;
    }

    /** What plays KubeVirt, CDI and the volumes. */
    public SimulatedPlatform platform() {
        return platform;
    }

    /** Which CRDs of the platform are in use, as a sentence. */
    public String crds() {
        return crds;
    }

    /** Everything that the operators of this testbed printed. */
    public Path operatorLog() {
        return operatorLog;
    }

    @Override
    public void close() throws IOException {
        platform.close();
        Asked.remember(plane);
        plane.close();
    }
}
