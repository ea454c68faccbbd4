package dev.novasphere.nodenetwork;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.novasphere.api.NodeNetworkSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Linux bridge in nmstate's language. The uplink is a trunk that carries exactly the VLANs that machines may ask for:
 * nmstate switches VLAN filtering on by that, and NMState's handler gives a port without a word on VLANs all of them. The
 * bridge has no address of its own, except where it takes over the uplink's.
 */
final class BridgeState {
    /** VLAN that untagged frames have on the bridge: what the kernel and the CNI plugin presume. */
    private static final int NATIVE = 1;

    private static final String UPLINK = "uplink";

    private BridgeState() {}

    /** The bridge as it should be. */
    static JsonNode up(NodeNetworkSpec spec) {
        var state = JsonNodeFactory.instance.objectNode();
        var interfaces = state.putArray("interfaces");
        var bridge = interfaces
                .addObject()
                .put("name", spec.bridgeName())
                .put("type", "linux-bridge")
                .put("state", "up");
        if (spec.mtu() != null) {
            bridge.put("mtu", spec.mtu());
        }
        if (spec.managementUplinkIsAllowed()) {
            bridge.put("mac-address", "{{ capture.uplink.interfaces.0.mac-address }}"); // DHCP servers go by it.
            addresses(bridge, UPLINK);
        } else {
            noAddresses(bridge);
        }
        var ports = bridge.putObject("bridge");
        ports.putObject("options").putObject("stp").put("enabled", false);
        var port = ports.putArray("port");
        if (spec.uplink() != null) {
            vlans(port.addObject().put("name", spec.uplink()), spec);
        }
        if (spec.managementUplinkIsAllowed()) {
            noAddresses(interfaces.addObject().put("name", spec.uplink()).put("state", "up"));
            whatGoesWithAddresses(state);
        }
        return state;
    }

    /** No bridge any longer; the uplink gets back what the bridge took over. */
    static JsonNode absent(NodeNetworkSpec spec) {
        var state = JsonNodeFactory.instance.objectNode();
        var interfaces = state.putArray("interfaces");
        interfaces
                .addObject()
                .put("name", spec.bridgeName())
                .put("type", "linux-bridge")
                .put("state", "absent");
        if (spec.managementUplinkIsAllowed()) {
            addresses(interfaces.addObject().put("name", spec.uplink()).put("state", "up"), "bridge");
            whatGoesWithAddresses(state);
        }
        return state;
    }

    private static void whatGoesWithAddresses(ObjectNode state) {
        state.putObject("routes").put("config", "{{ capture.moved-routes.routes.running }}");
        state.putObject("dns-resolver").put("config", "{{ capture.dns.dns-resolver.running }}");
    }

    /** What is looked up on each node before the bridge is made: each has an address of its own. */
    static Map<String, String> capture(NodeNetworkSpec spec) {
        return spec.managementUplinkIsAllowed()
                ? capture(UPLINK, String.valueOf(spec.uplink()), String.valueOf(spec.bridgeName()))
                : Map.of();
    }

    /** The same for the way back. */
    static Map<String, String> captureBack(NodeNetworkSpec spec) {
        return spec.managementUplinkIsAllowed()
                ? capture("bridge", String.valueOf(spec.bridgeName()), String.valueOf(spec.uplink()))
                : Map.of();
    }

    private static Map<String, String> capture(String id, String from, String to) {
        var capture = new LinkedHashMap<String, String>();
        capture.put(id, "interfaces.name==\"%s\"".formatted(from));
        capture.put("routes", "routes.running.next-hop-interface==\"%s\"".formatted(from));
        capture.put("moved-routes", "capture.routes | routes.running.next-hop-interface:=\"%s\"".formatted(to));
        capture.put("dns", "dns-resolver.running");
        return capture;
    }

    private static void vlans(ObjectNode port, NodeNetworkSpec spec) {
        var vlan = port.putObject("vlan");
        if (spec.vlans().isEmpty()) {
            vlan.put("mode", "access").put("tag", NATIVE);
            return;
        }
        vlan.put("mode", "trunk");
        if (spec.untaggedIsAllowed()) {
            vlan.put("enable-native", true).put("tag", NATIVE);
        }
        var tags = vlan.putArray("trunk-tags");
        for (var range : spec.vlans()) {
            if (range.first() == range.last()) {
                tags.addObject().put("id", range.first());
            } else {
                tags.addObject().putObject("id-range").put("min", range.first()).put("max", range.last());
            }
        }
    }

    private static void addresses(ObjectNode there, String captured) {
        there.put("ipv4", "{{ capture.%s.interfaces.0.ipv4 }}".formatted(captured));
        there.put("ipv6", "{{ capture.%s.interfaces.0.ipv6 }}".formatted(captured));
    }

    private static void noAddresses(ObjectNode there) {
        there.putObject("ipv4").put("enabled", false);
        there.putObject("ipv6").put("enabled", false);
    }
}
