package dev.novasphere.testkit.node;

import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.NodePrograms;
import dev.novasphere.testkit.controlplane.Unavailable;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a node, imports the images that the arguments name, prints its kubeconfig, and stays until it is ended. With
 * {@code --look} it only looks whether this machine can have a node. If it cannot, it says why and ends with 77.
 */
public final class NodeMain {
    private static final int LEFT_OUT = 77;

    private NodeMain() {}

    public static void main(String[] images) throws Exception {
        try {
            var programs = Requirements.meet();
            if (!List.of(images).equals(List.of("--look"))) {
                stay(programs, images);
            }
        } catch (Unavailable e) {
            System.err.println("There is no end-to-end test here. " + e.getMessage());
            System.exit(LEFT_OUT);
        }
    }

    private static void stay(NodePrograms programs, String... images) throws Exception {
        try (var node = Node.start(programs, ControlPlaneOptions.defaults())) {
            for (var image : images) {
                node.load(Path.of(image));
            }
            System.out.println(node.plane().adminKubeconfig());
            Thread.currentThread().join();
        }
    }
}
