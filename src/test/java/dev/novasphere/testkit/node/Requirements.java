package dev.novasphere.testkit.node;

import dev.novasphere.testkit.consumers.Machine;
import dev.novasphere.testkit.controlplane.NodePrograms;
import dev.novasphere.testkit.controlplane.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine must have for a node. */
public final class Requirements {
    private Requirements() {}

    /**
     * The programs that a node runs, made if they are not there yet.
     *
     * @throws Unavailable if this machine cannot have a node, with the reason and what would help
     */
    public static NodePrograms meet() throws Unavailable, IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new Unavailable("A node runs on Linux only, and this is " + System.getProperty("os.name") + ".");
        }
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw new Unavailable("A node makes namespaces and control groups, which only root may do.");
        }
        var missing = Machine.lacks("unshare", "mount", "ip", "runc", "nft");
        if (missing.isPresent()) {
            throw new Unavailable(missing.get() + " Debian has them as util-linux, iproute2, runc and nftables.");
        }
        return NodePrograms.find(System.err::println);
    }
}
