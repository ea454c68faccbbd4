package dev.novasphere.testkit.node;

import dev.novasphere.testkit.consumers.Command;
import dev.novasphere.testkit.consumers.Machine;
import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.controlplane.NodePrograms;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Kubernetes of one node that runs pods: a control plane, the scheduler, kube-proxy, the kubelet and containerd, all in
 * network, mount and process namespaces that end with this process, however that ends. It has no name service, no volume
 * controllers and no way out to other networks.
 */
public final class Node implements AutoCloseable {
    /** The name of the only node. */
    public static final String NAME = "node";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration IMPORT = Duration.ofMinutes(3);

    private final ControlPlane plane;
    private final NodePrograms programs;

    private Node(ControlPlane plane, NodePrograms programs) {
        this.plane = plane;
        this.programs = programs;
    }

    /**
     * Starts everything and returns when the node is Ready.
     *
     * @param programs as {@link Requirements} found them
     * @param options of the control plane; their place is not looked at
     */
    public static Node start(NodePrograms programs, ControlPlaneOptions options) throws Exception {
        var cable = Cable.of(ProcessHandle.current());
        var plane = ControlPlane.start(options.withPlace(cable.place()));
        try {
            var node = new Node(plane, programs);
            node.startPrograms(NodeFiles.of(plane, programs, cable), cable);
            return node;
        } catch (Exception e) {
            plane.close();
            throw e;
        }
    }

    private void startPrograms(NodeFiles files, Cable cable) throws Exception {
        run("containerd", "--config", files.write("containerd.toml"));
        // With everybody's rights, for no node but this one is there to be protected from it.
        var kubelet = plane.kubeconfigForUser("system:node:" + NAME, "system:nodes", "system:masters");
        var scheduler = plane.kubeconfigForUser("system:kube-scheduler");
        plane.kubeconfigForUser("system:kube-proxy"); // named in its configuration
        run("kube-scheduler", "--kubeconfig=" + scheduler, "--leader-elect=false", "--secure-port=0");
        run("kube-proxy", "--config=" + files.write("kube-proxy.yaml"));
        Eventually.see("containerd answers", PATIENCE, () -> ctr("version"), Command.Result::succeeded);
        load(PauseImage.write(plane.workDir().resolve("pause.tar"), Path.of(programs.path("pause"))));
        run(
                "kubelet",
                "--config=" + files.write("kubelet.yaml"),
                "--kubeconfig=" + kubelet,
                "--hostname-override=" + NAME,
                "--node-ip=" + cable.node());
        try (var client = plane.adminClient()) {
            Eventually.see("The node is Ready", PATIENCE, () -> ready(client), "True"::equals);
        }
    }

    private String ready(KubernetesClient client) throws IOException {
        plane.requireAllRunning();
        var node = client.nodes().withName(NAME).get();
        return node == null
                ? "not registered"
                : node.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .map(condition -> condition.getStatus().equals("True") ? "True" : condition.getMessage())
                        .findFirst()
                        .orElse("no condition Ready");
    }

    /** Imports an image from a tar, as {@code docker save} and {@code make image} write it. */
    public void load(Path tar) throws IOException, InterruptedException {
        var result = ctr("--namespace", "k8s.io", "images", "import", tar.toString());
        if (!result.succeeded()) {
            throw new IOException("The image " + tar + " cannot be imported: " + result.errors() + result.output());
        }
    }

    /** The control plane. */
    public ControlPlane plane() {
        return plane;
    }

    /** The control group of a container that runs on the node. */
    public ContainerGroup group(String podUid, String containerId) throws IOException {
        return ContainerGroup.find(plane.workDir().getFileName().toString(), podUid, containerId);
    }

    private Command.Result ctr(String... words) throws IOException, InterruptedException {
        var socket = plane.workDir().resolve("machine/run/containerd/containerd.sock");
        var line = Stream.concat(Stream.of(programs.path("ctr"), "--address", socket.toString()), Stream.of(words))
                .toList();
        return new Command(line, Map.of(), IMPORT).run();
    }

    /** Programs and files of a container are for its user, unlike those of the control plane, so everybody may read. */
    private void run(String program, String... words) throws IOException {
        var beginning = Stream.of(
                "env",
                "PATH=" + programs.folder() + ":" + Machine.SEARCH_PATH,
                "sh",
                "-c",
                "umask 022; exec \"$@\"",
                "sh",
                programs.path(program));
        plane.run(program, Stream.concat(beginning, Stream.of(words)).toList());
    }

    @Override
    public void close() throws IOException {
        plane.close();
    }
}
