package dev.novasphere.testkit.node;

import dev.novasphere.testkit.consumers.Command;
import dev.novasphere.testkit.consumers.Machine;
import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A control plane in the namespaces of a node (network, mounts, processes), without the programs of a node: commands run
 * beside it stand for them. Everything that they make in the network ends with this process.
 */
public final class NetworkedPlane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ControlPlane plane;
    private int commands;

    private NetworkedPlane(ControlPlane plane) {
        this.plane = plane;
    }

    /**
     * Starts it and returns when the API server answers.
     *
     * @param options of the control plane; their place is not looked at
     */
    public static NetworkedPlane start(ControlPlaneOptions options) throws IOException, InterruptedException {
        var place = Cable.of(ProcessHandle.current()).place();
        return new NetworkedPlane(ControlPlane.start(options.withPlace(place)));
    }

    public ControlPlane plane() {
        return plane;
    }

    /** Runs a program in the namespaces to its end. What it prints, to whichever stream, is its output. */
    public Command.Result run(List<String> line) throws Exception {
        var name = "command-" + ++commands;
        // Not every shell has the folders of root's programs in its search path.
        plane.run(
                name,
                Stream.concat(Stream.of("env", "PATH=" + Machine.SEARCH_PATH), line.stream())
                        .toList());
        var exit = plane.workDir().resolve(name + ".exit");
        var log = plane.workDir().resolve(name + ".log");
        var code = Eventually.see(
                "the end of %s, logged in %s".formatted(line, log),
                PATIENCE,
                () -> read(exit),
                text -> !text.isBlank());
        return new Command.Result(Integer.parseInt(code.strip()), read(log), "");
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Override
    public void close() throws IOException {
        plane.close();
    }
}
