package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One of several pods on a bridge, as a script in a sandbox has left it in files.
 *
 * @param add the ADD call
 * @param link the interface as {@code ip -j link} shows it; a missing node where there is none
 * @param delete the DEL call, which is made also after a refused ADD
 */
record AttachedPod(CniPlugin.Call add, JsonNode link, CniPlugin.Call delete) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The pods of these names, from files in that folder of {@code out}, which is empty or ends in a slash. */
    static Map<String, AttachedPod> all(Sandbox sandbox, String folder, Set<String> names) throws IOException {
        var pods = new TreeMap<String, AttachedPod>();
        for (var name : names) {
            pods.put(
                    name,
                    new AttachedPod(
                            CniPlugin.call(sandbox, folder + name + ".ADD"),
                            JSON.readTree(sandbox.read("out/" + folder + name + ".link.json"))
                                    .path(0),
                            CniPlugin.call(sandbox, folder + name + ".DEL")));
        }
        return pods;
    }

    /** {@code FROM-TO} of these pods to what part of the packets did not come back, as ping says it. */
    static Map<String, String> lost(Sandbox sandbox, String folder, Set<String> names) throws IOException {
        var lost = new TreeMap<String, String>();
        for (var from : names) {
            for (var to : names) {
                lost(sandbox, folder + from + "-" + to).ifPresent(part -> lost.put(from + "-" + to, part));
            }
        }
        return lost;
    }

    /** As in "3 packets transmitted, 3 received, 0% packet loss, time 608ms"; empty where nobody pinged. */
    static Optional<String> lost(Sandbox sandbox, String name) throws IOException {
        return sandbox.readIfThere("out/" + name + ".ping")
                .map(ping -> ping.lines()
                        .filter(line -> line.contains("packet loss"))
                        .findFirst()
                        .map(line -> line.replaceAll(".* ([0-9.]+%) packet loss.*", "$1"))
                        .orElse(ping));
    }
}
