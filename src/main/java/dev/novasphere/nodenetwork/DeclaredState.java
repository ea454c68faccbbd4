package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.external.NodeInterface;
import java.util.Optional;

/** Whether a node has what the spec declares, for networks that the operator does not make. */
final class DeclaredState {
    private DeclaredState() {}

    static NodeNetworkNode of(NodeView node, NodeNetworkSpec spec, boolean nmStateInstalled) {
        var type = spec.type();
        if (type == null || !type.isBridge()) {
            return node.resources().contains(String.valueOf(spec.resourceName()))
                    ? new NodeNetworkNode(node.name(), State.Ready, null)
                    : missing(
                            node,
                            "The node has no resource %s to give. Check the device plugin that advertises it."
                                    .formatted(spec.resourceName()));
        }
        if (node.network().isEmpty()) {
            return new NodeNetworkNode(
                    node.name(),
                    State.Unverified,
                    nmStateInstalled
                            ? "NMState does not report on this node; the bridge is used as declared."
                            : "NMState is not installed; the bridge is used as declared.");
        }
        return bridgeFault(node, spec, type)
                .map(fault -> missing(node, fault))
                .orElseGet(() -> new NodeNetworkNode(node.name(), State.Ready, null));
    }

    private static Optional<String> bridgeFault(NodeView node, NodeNetworkSpec spec, NodeNetworkType type) {
        var name = String.valueOf(spec.bridgeName());
        var there = node.networkInterface(name);
        if (there.isEmpty()) {
            return Optional.of("There is no bridge \"%s\". Make it on the node.".formatted(name));
        }
        var bridge = there.get();
        if (!type.toString().equals(bridge.type())) {
            return Optional.of(
                    "\"%s\" is an interface of type %s and not of type %s.".formatted(name, bridge.type(), type));
        }
        if (!"up".equals(bridge.state())) {
            return Optional.of("Bridge \"%s\" is %s. Set it up.".formatted(name, bridge.state()));
        }
        if (spec.uplink() != null && bridge.ports().noneMatch(spec.uplink()::equals)) {
            return Optional.of(
                    "Bridge \"%s\" has no port \"%s\", which the spec declares as its uplink. Add it to the bridge."
                            .formatted(name, spec.uplink()));
        }
        if (spec.mtu() != null && bridge.mtu() != null && bridge.mtu() < spec.mtu()) {
            return Optional.of(
                    "Bridge \"%s\" has an MTU of %d, and the spec declares %d. Set it on the bridge and its uplink."
                            .formatted(name, bridge.mtu(), spec.mtu()));
        }
        // The CNI plugin sets a VLAN on a bridge that does not filter, and nothing enforces it.
        return type == NodeNetworkType.LINUX_BRIDGE && !spec.vlans().isEmpty() && !filters(bridge)
                ? Optional.of(
                        "Bridge \"%s\" does not filter VLANs, so that no VLAN would be kept apart. Switch vlan_filtering on, with the VLANs on its uplink."
                                .formatted(name))
                : Optional.empty();
    }

    /** nmstate reports the VLANs of a bridge's ports only where the bridge filters. */
    private static boolean filters(NodeInterface bridge) {
        return bridge.bridge() != null
                && bridge.bridge().port().stream()
                        .anyMatch(port -> port.vlan() != null && !port.vlan().isEmpty());
    }

    private static NodeNetworkNode missing(NodeView node, String message) {
        return new NodeNetworkNode(node.name(), State.Missing, message);
    }
}
