package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The real bridge plugin on a kernel with VLAN filtering: Debian's, in a machine that QEMU emulates, for the kernel of the
 * machine may have none. Everything is done on two bridges, one that filters and one that does not.
 */
final class VlanGuest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What was seen on one of the bridges.
     *
     * @param pods what the plugin did for each pod
     * @param vlans the ports and their VLANs as {@code bridge -j vlan show} shows them, with all pods attached
     * @param rules the nftables rules, with all pods attached
     * @param lost {@code FROM-TO} to what part of a ping's packets did not come back; {@code spoofed} is that of {@code a}
     *     to {@code b} when {@code a} has taken another MAC address, {@code honest} when it has its own again
     * @param rulesLeft the nftables rules in the end
     * @param portsLeft the ports of the bridge in the end
     */
    record Bridge(
            Map<String, AttachedPod> pods,
            JsonNode vlans,
            String rules,
            Map<String, String> lost,
            String rulesLeft,
            JsonNode portsLeft) {}

    /** What was seen on the bridge that filters VLANs, and on the one that does not. */
    record Outcome(Bridge filtering, Bridge plain) {}

    private VlanGuest() {}

    /**
     * Boots it, attaches the pods, has each ping each other, and takes them away again.
     *
     * @param configurations of the plugin, by the pod's name, of which {@code a} and {@code b} must be there; pods in order
     *     of names have the MAC addresses {@code 02:1a:2b:00:00:01} and following
     */
    static Outcome attach(String bridge, Map<String, String> configurations) throws IOException, InterruptedException {
        var plugins = ConsumerPrograms.cniPlugins();
        try (var sandbox = Sandbox.in(ConsumerPrograms.guestTree())) {
            sandbox.copy(Recipes.FOLDER.resolve("vlan-guest/boot.sh"), "boot.sh");
            sandbox.copy(Recipes.FOLDER.resolve("vlan-guest/init.sh"), "guest/init");
            sandbox.copy(plugins.resolve("bridge"), "guest/cni/bridge");
            sandbox.write("guest/bridge", bridge);
            for (var pod : configurations.entrySet()) {
                sandbox.write("guest/pods/" + pod.getKey() + ".conf", pod.getValue());
            }
            sandbox.path("guest/init").toFile().setExecutable(true);
            var result = sandbox.run("sh", "/mnt/boot.sh");
            if (!result.succeeded()) {
                throw new IOException("The guest could not be used. " + result.errors() + result.output());
            }
            return new Outcome(seen(sandbox, "filtering/", configurations), seen(sandbox, "plain/", configurations));
        }
    }

    private static Bridge seen(Sandbox sandbox, String folder, Map<String, String> configurations) throws IOException {
        var names = configurations.keySet();
        var lost = AttachedPod.lost(sandbox, folder, names);
        for (var ping : List.of("spoofed", "honest")) {
            AttachedPod.lost(sandbox, folder + ping).ifPresent(part -> lost.put(ping, part));
        }
        return new Bridge(
                AttachedPod.all(sandbox, folder, names),
                JSON.readTree(sandbox.read("out/" + folder + "vlans.json")),
                sandbox.read("out/" + folder + "rules.added"),
                lost,
                sandbox.read("out/" + folder + "rules.deleted"),
                JSON.readTree(sandbox.read("out/" + folder + "ports.left.json")));
    }
}
