package dev.novasphere.demo;

import dev.novasphere.testkit.controlplane.ControlPlane;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lines for a shell with which people go on by themselves. */
final class ByHand {
    private ByHand() {}

    /**
     * The lines, in order.
     *
     * @param path the search path for programs; where it has no kubectl, the control plane's is used if it has one
     */
    static List<String> lines(ControlPlane plane, String path) {
        var kubectl = isOnPath(path)
                ? Stream.<String>empty()
                : plane.kubectl().stream().map(program -> "  alias kubectl=" + program);
        return Stream.of(
                        Stream.of("  export KUBECONFIG=" + plane.adminKubeconfig()),
                        kubectl,
                        Stream.of("  kubectl get wk,vmp,vm,vmi,dv,pvc,nad -A", "  kubectl explain wukong.spec.disks"))
                .flatMap(lines -> lines)
                .toList();
    }

    private static boolean isOnPath(String path) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }
}
