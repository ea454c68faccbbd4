package dev.novasphere.testkit.controlplane;

import java.util.List;

/**
 * Where the programs of a control plane run.
 *
 * @param address the API server's address, as this process and, where there are any, pods reach it
 * @param supervisor the command that owns the programs, to be followed by a folder and {@code keep} or {@code remove}; it
 *     ends when its standard input closes
 * @param runsPods whether pods really run here: then they get tokens, and the controllers that make and count them
 *     are there
 */
public record Place(String address, List<String> supervisor, boolean runsPods) {

    /** This machine, out of sight of others. */
    public static Place loopback() {
        return new Place(
                "127.0.0.1",
                List.of(
                        "sh",
                        ProjectFiles.controlPlane().resolve("supervise.sh").toString()),
                false);
    }
}
