package dev.novasphere.nodenetwork;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.external.NodeNetworkStateStatus.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Linux bridge in nmstate's language. The uplink is a trunk that carries exactly the VLANs that machines may ask for:
 * nmstate switches VLAN filtering on by that, and NMState's handler gives a port without a word on VLANs all of them. The
 * bridge has no address of its own, except where it takes over the uplink's.
 */
final class BridgeState {
    /** VLAN that untagged frames have on the bridge: what the kernel and the CNI plugin presume. */
    private static final int NATIVE = 1;

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
            bridge.put("mac-address", "{{ capture.carrier.interfaces.0.mac-address }}"); // DHCP servers go by it.
            addresses(bridge);
        } else {
            noAddresses(bridge);
        }
        var ports = bridge.putObject("bridge");
        ports.putObject("options").putObject("stp").put("enabled", false);
        var port = ports.putArray("port");
        if (spec.uplink() != null) {
            vlans(port.addObject().put("name", spec.uplink()), spec);
        }
        if (spec.uplink() != null && (spec.managementUplinkIsAllowed() || spec.mtu() != null)) {
            var uplink = interfaces.addObject().put("name", spec.uplink()).put("state", "up");
            if (spec.mtu() != null) {
                uplink.put("mtu", spec.mtu()); // A bridge drops what its port cannot carry.
            }
            noAddresses(uplink);
        }
        if (spec.managementUplinkIsAllowed()) {
            whatGoesWithAddresses(state, "routes-of-bridge");
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
            addresses(interfaces.addObject().put("name", spec.uplink()).put("state", "up"));
            whatGoesWithAddresses(state, "routes-of-uplink");
        }
        return state;
    }

    private static void whatGoesWithAddresses(ObjectNode state, String routes) {
        state.putObject("routes").put("config", "{{ capture.%s.routes.running }}".formatted(routes));
        state.putObject("dns-resolver").put("config", "{{ capture.dns.dns-resolver.running }}");
    }

    /**
     * What is looked up on each node first, for each has an address of its own. The default route says which interface
     * carries it, not a name: where the bridge has it already, it keeps it. NMState lets nobody change what a policy looks
     * up, so that the way there and the way back look up the same.
     */
    static Map<String, String> capture(NodeNetworkSpec spec) {
        if (!spec.managementUplinkIsAllowed()) {
            return Map.of();
        }
        var carrier = "capture.default-route.routes.running.0.next-hop-interface";
        var capture = new LinkedHashMap<String, String>();
        capture.put("default-route", "routes.running.destination==\"%s\"".formatted(Route.DEFAULT));
        capture.put("carrier", "interfaces.name==" + carrier);
        capture.put("routes", "routes.running.next-hop-interface==" + carrier);
        capture.put("routes-of-bridge", moved(spec.bridgeName()));
        capture.put("routes-of-uplink", moved(spec.uplink()));
        capture.put("dns", "dns-resolver.running");
        return capture;
    }

    private static String moved(@Nullable String to) {
        return "capture.routes | routes.running.next-hop-interface:=\"%s\"".formatted(to);
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

    private static void addresses(ObjectNode there) {
        there.put("ipv4", "{{ capture.carrier.interfaces.0.ipv4 }}");
        there.put("ipv6", "{{ capture.carrier.interfaces.0.ipv6 }}");
    }

    private static void noAddresses(ObjectNode there) {
        there.putObject("ipv4").put("enabled", false);
        there.putObject("ipv6").put("enabled", false);
    }
}
