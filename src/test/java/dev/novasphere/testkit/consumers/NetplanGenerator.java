package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs netplan's generator on network data, as it runs in the guest at boot. */
public final class NetplanGenerator {

    private static final String CONFIGURATION = "root/etc/netplan/50-cloud-init.yaml";
    private static final String NETWORKD = "root/run/systemd/network";

    /** What came of it. */
    public sealed interface Outcome {}

    /**
     * The configuration that systemd-networkd would read.
     *
     * @param files name of a file (as {@code 10-netplan-mgmt.network}) to its text
     */
    public record Generated(SortedMap<String, String> files) implements Outcome {}

    /** Netplan's complaint. */
    public record Refused(String error) implements Outcome {}

    private NetplanGenerator() {}

    /** The files that netplan makes of network data (version 2, without the {@code network:} key around it). */
    public static Outcome generate(String networkData) throws IOException, InterruptedException {
        try (var sandbox = Sandbox.open()) {
            sandbox.write(CONFIGURATION, underNetworkKey(networkData));
            // Others may not read it: netplan warns otherwise, and cloud-init writes it so.
            Files.setPosixFilePermissions(sandbox.path(CONFIGURATION), PosixFilePermissions.fromString("rw-------"));
            var result = sandbox.run("/usr/libexec/netplan/generate", "--root-dir", "/mnt/root");
            return result.succeeded()
                    ? new Generated(files(sandbox.path(NETWORKD)))
                    : new Refused(result.errors().strip());
        } catch (JsonProcessingException e) {
            return new Refused("The network data is not YAML: " + e.getMessage());
        }
    }

    /** Cloud-init puts the key around the data before netplan sees it. */
    private static String underNetworkKey(String networkData) throws JsonProcessingException {
        var yaml = new YAMLMapper();
        return yaml.writeValueAsString(Map.of("network", yaml.readTree(networkData)));
    }

    private static SortedMap<String, String> files(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (var paths = Files.newDirectoryStream(folder)) {
                for (var path : paths) {
                    files.put(path.getFileName().toString(), Files.readString(path));
                }
            }
        }
        return files;
    }
}
