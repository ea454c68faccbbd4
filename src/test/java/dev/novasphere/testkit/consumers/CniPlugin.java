package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** Calls a real CNI plugin with a configuration of ours, in a network namespace that stands for a node. */
public final class CniPlugin {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> VLAN_KEYS = Set.of("vlan", "vlanTrunk", "preserveDefaultVlan");

    /**
     * What one call left.
     *
     * @param exitCode 0 when the plugin did as asked
     * @param output the plugin's result or error (JSON), and what it printed besides
     */
    public record Call(int exitCode, String output) {}

    /**
     * An interface put into a pod and taken out again.
     *
     * @param add the ADD call
     * @param link the pod's interface between the calls as {@code ip -j link} shows it ({@code address},
     *     {@code operstate}, {@code flags}); a missing node when there was none
     * @param rules the node's nftables rules between the calls
     * @param delete the DEL call, which is made also after a refused ADD
     * @param rulesLeft the node's nftables rules at the end
     */
    public record Attachment(Call add, JsonNode link, String rules, Call delete, String rulesLeft) {

        /** The one complaint that is the kernel's and not about the configuration. */
        public boolean lacksVlanFiltering() {
            return add.exitCode() != 0
                    && add.output().contains("failed to setup vlan tag on interface")
                    && add.output().contains(": operation not supported");
        }
    }

    private CniPlugin() {}

    /**
     * ADD, a look at the result, DEL. The bridge or the lower device that the configuration names is made first, for a
     * node has it; nothing remains afterwards.
     *
     * @param config the configuration as a NetworkAttachmentDefinition carries it; its type names the plugin
     * @param mac the address that KubeVirt asks for
     */
    public static Attachment attach(String config, String mac) throws IOException, InterruptedException {
        var json = JSON.readTree(config);
        var plugins = ConsumerPrograms.cniPlugins();
        try (var sandbox = Sandbox.open()) {
            sandbox.copy(plugins.resolve(json.required("type").asText()), "plugin");
            sandbox.copy(Recipes.FOLDER.resolve("cni/attach.sh"), "attach.sh");
            sandbox.write("conf", config);
            sandbox.write("out/ADD.rc", "");
            var result = sandbox.run(
                    "env",
                    "MAC=" + mac,
                    "BRIDGE=" + text(json, "bridge"),
                    "MASTER=" + text(json, "master"),
                    "sh",
                    "/mnt/attach.sh");
            if (!result.succeeded()) {
                throw new IOException("The plugin could not be called: " + result.errors());
            }
            return new Attachment(
                    call(sandbox, "ADD"),
                    JSON.readTree(sandbox.read("out/link.json")).path(0),
                    sandbox.read("out/rules.added"),
                    call(sandbox, "DEL"),
                    sandbox.read("out/rules.deleted"));
        }
    }

    /** The same configuration without its VLAN, which is what a kernel without VLAN filtering can be asked for. */
    public static String withoutVlan(String config) throws IOException {
        return ((ObjectNode) JSON.readTree(config)).without(VLAN_KEYS).toString();
    }

    private static String text(JsonNode json, String key) {
        return json.path(key).asText("");
    }

    static Call call(Sandbox sandbox, String command) throws IOException {
        return new Call(
                Integer.parseInt(sandbox.read("out/" + command + ".rc").strip()),
                sandbox.read("out/" + command + ".out") + sandbox.read("out/" + command + ".err"));
    }
}
