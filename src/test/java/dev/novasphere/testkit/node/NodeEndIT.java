package dev.novasphere.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.ChildJvm;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.controlplane.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("e2e")
class NodeEndIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    @Test
    void aKilledParentTakesTheNodeWithIt() throws Exception {
        try {
            Requirements.meet();
        } catch (Unavailable e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
        }
        var parent = ChildJvm.start(NodeMain.class);
        try (var said = parent.inputReader()) {
            var folder = Objects.requireNonNull(Path.of(said.readLine()).getParent());
            assertThat(traces(folder, parent)).hasSizeGreaterThan(10);
            parent.destroyForcibly(); // SIGKILL: no shutdown hook runs
            Eventually.see("Nothing of the node is left", PATIENCE, () -> traces(folder, parent), List::isEmpty);
        } finally {
            parent.destroyForcibly();
        }
    }

    /** The folder, processes that name it, control groups named after it, and this side of the cable. */
    private static List<String> traces(Path folder, Process parent) throws IOException {
        var processes = ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()));
        var cable = Stream.ofNullable(NetworkInterface.getByInetAddress(
                InetAddress.ofLiteral(Cable.of(parent.toHandle()).gateway())));
        try (var hierarchies = Files.list(GROUPS)) {
            var files = Stream.concat(
                    Stream.of(folder, GROUPS.resolve(folder.getFileName())),
                    hierarchies.map(hierarchy -> hierarchy.resolve(folder.getFileName())));
            return Stream.of(files.filter(Files::exists), processes, cable)
                    .flatMap(found -> found)
                    .map(Object::toString)
                    .toList();
        }
    }
}
