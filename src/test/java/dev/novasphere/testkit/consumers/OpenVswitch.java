package dev.novasphere.testkit.consumers;

import java.io.IOException;
import java.util.Map;

/** Open vSwitch in userspace with its real CNI plugin: who hears whom on a bridge. */
final class OpenVswitch {

    /**
     * What came of it.
     *
     * @param pods what the plugin did for each pod
     * @param ports the ports of all bridges, as {@code ovs-vsctl --format=json list Port} shows their tags
     * @param lost {@code FROM-TO} to what part of the packets did not come back, as ping says it
     * @param portsLeft the bridge's ports in the end, a line each
     */
    record Outcome(Map<String, AttachedPod> pods, String ports, Map<String, String> lost, String portsLeft) {}

    private OpenVswitch() {}

    /**
     * Puts pods on a bridge, has each ping each other, and takes them away again.
     *
     * @param configurations of the plugin, by the pod's name; pods in order of names have the addresses
     *     {@code 02:1a:2b:00:00:01} and following
     */
    static Outcome attach(String bridge, Map<String, String> configurations) throws IOException, InterruptedException {
        var plugin = ConsumerPrograms.ovsCni();
        try (var sandbox = Sandbox.in(ConsumerPrograms.openVswitchTree())) {
            sandbox.copy(plugin.resolve("plugin"), "plugin");
            sandbox.copy(Recipes.FOLDER.resolve("ovs-cni/isolate.sh"), "isolate.sh");
            sandbox.write("out/ports.json", "");
            for (var pod : configurations.entrySet()) {
                sandbox.write("pods/" + pod.getKey() + ".conf", pod.getValue());
            }
            var result = sandbox.run("env", "BRIDGE=" + bridge, "sh", "/mnt/isolate.sh");
            if (!result.succeeded()) {
                throw new IOException("Open vSwitch could not be used: " + result.errors() + result.output());
            }
            var names = configurations.keySet();
            return new Outcome(
                    AttachedPod.all(sandbox, "", names),
                    sandbox.read("out/ports.json"),
                    AttachedPod.lost(sandbox, "", names),
                    sandbox.read("out/ports.left"));
        }
    }
}
