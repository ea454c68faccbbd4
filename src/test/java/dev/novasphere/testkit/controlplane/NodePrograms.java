package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a node runs beside the control plane: the kubelet and its like of the same Kubernetes, containerd, CNI plugins and
 * the pause program. They are built from Go modules, once for a machine and user.
 *
 * @param folder holds the programs, by their usual names
 */
public record NodePrograms(Path folder) {
    private static final List<String> KUBERNETES = List.of("kubelet", "kube-scheduler", "kube-proxy");
    private static final List<String> RUNTIME =
            List.of("containerd", "containerd-shim-runc-v2", "ctr", "bridge", "host-local", "loopback", "pause");

    /**
     * Finds the programs, or makes them, saying what it does.
     *
     * @throws Unavailable if they cannot be had on this machine, with the reason
     */
    public static NodePrograms find(Consumer<String> say) throws Unavailable, IOException, InterruptedException {
        var platform = Platform.current();
        var cache = ProgramCache.of(
                "node-" + digest(),
                Stream.concat(KUBERNETES.stream(), RUNTIME.stream()).toList(),
                platform.userCache(System.getenv()),
                platform);
        try (CrossProcessLock _ = cache.lock(say)) {
            try {
                return new NodePrograms(cache.verified());
            } catch (Unavailable e) {
                say.accept(e.getMessage());
                return new NodePrograms(cache.fill(new Maker(), say));
            }
        }
    }

    /** A program's path. */
    public String path(String program) {
        return folder.resolve(program).toString();
    }

    /** Other modules are another folder of the cache. */
    private static String digest() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Program.KUBERNETES_VERSION.getBytes(StandardCharsets.UTF_8));
            for (var file : List.of("kubernetes/go.sum", "node/go.mod", "node/go.sum", "node/pause/main.go")) {
                digest.update(Files.readAllBytes(ProjectFiles.controlPlane().resolve(file)));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private record Maker() implements ProgramMaker {
        @Override
        public String name() {
            return "a build from Go modules";
        }

        @Override
        public void makeInto(Path folder, Consumer<String> say) throws Unavailable, IOException, InterruptedException {
            var build = GoBuild.ofThisProject();
            build.requireGo();
            say.accept("Building what a node runs from Go modules, once for this machine: about 5 minutes.");
            build.kubernetes(KUBERNETES, folder, say);
            build.tools("node", folder, say);
        }
    }
}
