package dev.novasphere.testkit.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The control group of a running container, as the node's machine sees it.
 *
 * @param memory its folder in the hierarchy that counts memory
 */
public record ContainerGroup(Path memory) {
    private static final System.Logger LOG = System.getLogger(ContainerGroup.class.getName());
    private static final long STEP = 1 << 20;
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    static ContainerGroup find(String node, String podUid, String containerId) throws IOException {
        var root = Files.isDirectory(GROUPS.resolve("memory")) ? GROUPS.resolve("memory") : GROUPS;
        try (var groups = Files.walk(root.resolve(node))) {
            return groups.filter(group -> group.endsWith(containerId))
                    .filter(group -> group.toString().contains(podUid))
                    .findFirst()
                    .map(ContainerGroup::new)
                    .orElseThrow(() -> new IOException("Container " + containerId + " has no control group."));
        }
    }

    /** Memory that counts against the limit now, page cache included, in bytes. */
    public long used() throws IOException {
        return number("memory.current", "memory.usage_in_bytes");
    }

    /** The most that was ever counted, in bytes. */
    public long peak() throws IOException {
        return number("memory.peak", "memory.max_usage_in_bytes");
    }

    /** The container's processes, by their ids on this machine. */
    public List<Long> processes() throws IOException {
        return Files.readAllLines(memory.resolve("cgroup.procs")).stream()
                .map(Long::valueOf)
                .toList();
    }

    /**
     * Takes the memory away that is not in use, and on cgroup v2 also what is, so that the kernel ends a process of the
     * container as soon as it wants more.
     */
    public void starve() throws IOException {
        var limit = file("memory.max", "memory.limit_in_bytes");
        try {
            for (var left = used(); left > STEP; left -= STEP) {
                Files.writeString(limit, String.valueOf(left));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cgroup v1 refuses a limit that nothing more can be given back for", e);
        }
    }

    private long number(String name, String nameInVersionOne) throws IOException {
        return Long.parseLong(Files.readString(file(name, nameInVersionOne)).strip());
    }

    private Path file(String name, String nameInVersionOne) {
        var file = memory.resolve(name);
        return Files.exists(file) ? file : memory.resolve(nameInVersionOne);
    }
}
