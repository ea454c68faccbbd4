package dev.novasphere.testkit.node;

import dev.novasphere.testkit.controlplane.Place;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import java.util.List;

/**
 * The two ends of the cable between this machine and a node, a network of two addresses. It is taken from the range that
 * is set aside for benchmarks (RFC 2544), by the process id, so that two nodes on a machine have two networks.
 */
record Cable(int number) {
    /** {@code 198.18.0.0/15} has room for so many networks of four addresses. */
    private static final int NETWORKS = 1 << 15;

    /** That of the one node that a process may have. */
    static Cable of(ProcessHandle process) {
        return new Cable((int) (process.pid() % NETWORKS));
    }

    /** The end at this machine. */
    String gateway() {
        return address(1);
    }

    /** The node's address. */
    String node() {
        return address(2);
    }

    /** The place at the far end. */
    Place place() {
        var script = ProjectFiles.find("src/test/control-plane/node/node.sh").toString();
        return new Place(node(), List.of("sh", script, gateway(), node()), true);
    }

    private String address(int end) {
        var offset = number * 4 + end;
        return "198.%d.%d.%d".formatted(18 + (offset >> 16), offset >> 8 & 255, offset & 255);
    }
}
