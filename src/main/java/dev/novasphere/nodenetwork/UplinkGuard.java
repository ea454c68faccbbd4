package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.external.NodeInterface;
import dev.novasphere.external.NodeNetworkStateStatus.Route;
import dev.novasphere.rules.Problem;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether a node would be cut off: an interface loses its address when it becomes the port of a bridge. Looked at are the
 * interfaces that carry the node's InternalIP or a default route, and all that they stand on: the interface below a VLAN,
 * the ports of a bond and of a bridge. The bridge itself may not lose an address that a node needs either.
 */
final class UplinkGuard {
    private UplinkGuard() {}

    /** What is wrong with the uplink or the bridge, with the nodes that would be cut off; at most one problem. */
    static Optional<Problem> check(NodeNetworkSpec spec, List<NodeView> nodes) {
        return spec.managementUplinkIsAllowed()
                ? notMoved(spec, nodes)
                : Stream.ofNullable(spec.uplink())
                        .flatMap(uplink -> cutOff(
                                        nodes,
                                        node -> Optional.ofNullable(needed(node).get(uplink)))
                                .stream()
                                .map(list -> problem(uplink, list)))
                        .findFirst()
                        .or(() -> needed(spec, nodes).map(list -> problemOfBridge(spec, list)));
    }

    /** The nodes that would be cut off if the bridge went, and why; empty: none. */
    static Optional<String> withoutBridge(NodeNetworkSpec spec, List<NodeView> nodes) {
        return spec.managementUplinkIsAllowed()
                ? notMoved(spec, nodes).map(Problem::message)
                : needed(spec, nodes)
                        .map(list ->
                                "Bridge \"%s\" is not removed, or a node would be cut off: %s. Set allowManagementUplink to true to have address, routes and DNS moved to the uplink."
                                        .formatted(spec.bridgeName(), list));
    }

    private static Optional<String> needed(NodeNetworkSpec spec, List<NodeView> nodes) {
        return cutOff(nodes, node -> Optional.ofNullable(needed(node).get(String.valueOf(spec.bridgeName()))));
    }

    private static Optional<Problem> notMoved(NodeNetworkSpec spec, List<NodeView> nodes) {
        var uplink = String.valueOf(spec.uplink());
        return cutOff(nodes, node -> notMoved(node, uplink, String.valueOf(spec.bridgeName())))
                .map(list -> notMovable(uplink, list));
    }

    private static Optional<String> cutOff(List<NodeView> nodes, Function<NodeView, Optional<String>> why) {
        var cutOff = nodes.stream()
                .flatMap(node -> why.apply(node).stream().map(reason -> "on node %s %s".formatted(node.name(), reason)))
                .toList();
        return cutOff.isEmpty() ? Optional.empty() : Optional.of(NodeList.of(cutOff));
    }

    /** Why the policy would not move this node's address, or another interface's: it goes by the default route. */
    private static Optional<String> notMoved(NodeView node, String uplink, String bridge) {
        var ways = node.routes().stream()
                .filter(route -> Route.DEFAULT.equals(route.destination()))
                .map(route -> String.valueOf(route.nextHopInterface()))
                .distinct()
                .toList();
        if (ways.isEmpty()) {
            return node.network().map(_ -> "there is no default route");
        }
        return ways.stream()
                .filter(way -> !way.equals(uplink) && !(way.equals(bridge) && standsOn(node, bridge, uplink)))
                .findFirst()
                .map("the default route goes through %s"::formatted);
    }

    private static boolean standsOn(NodeView node, String bridge, String uplink) {
        return node.networkInterface(bridge).stream()
                .flatMap(NodeInterface::ports)
                .anyMatch(uplink::equals);
    }

    private static Problem notMovable(String uplink, String nodes) {
        return new Problem(
                "spec.allowManagementUplink",
                "true",
                "allowManagementUplink moves what the IPv4 default route stands on, and that must be uplink \"%s\": %s. Leave the node out by nodeSelector, name the interface of the default route as uplink, or remove allowManagementUplink."
                        .formatted(uplink, nodes));
    }

    private static Problem problem(String uplink, String nodes) {
        return new Problem(
                "spec.uplink",
                uplink,
                "Uplink \"%s\" cannot be taken into a bridge: %s, and the node would be cut off. Use another interface, leave the node out by nodeSelector, or set allowManagementUplink to true to have address, routes and DNS moved to the bridge."
                        .formatted(uplink, nodes));
    }

    private static Problem problemOfBridge(NodeNetworkSpec spec, String nodes) {
        return new Problem(
                "spec.bridgeName",
                String.valueOf(spec.bridgeName()),
                "Bridge \"%s\" would lose its addresses: %s, and the node would be cut off. Use another bridgeName, leave the node out by nodeSelector, or set allowManagementUplink to true to leave address, routes and DNS on the bridge."
                        .formatted(spec.bridgeName(), nodes));
    }

    /** The interfaces that a node cannot do without, and why. */
    private static Map<String, String> needed(NodeView node) {
        var needed = new LinkedHashMap<String, String>();
        node.interfaces()
                .forEach(there -> there.addresses()
                        .filter(node.addresses()::contains)
                        .findFirst()
                        .ifPresent(address -> needed.put(there.name(), "it carries the node's address " + address)));
        node.routes().stream()
                .filter(Route::isDefault)
                .flatMap(route -> Stream.ofNullable(route.nextHopInterface()))
                .forEach(way -> needed.putIfAbsent(way, "the default route goes through it"));
        var above = new ArrayDeque<>(needed.keySet());
        while (!above.isEmpty()) {
            var upper = above.remove();
            node.networkInterfaces(upper).flatMap(UplinkGuard::below).forEach(lower -> {
                if (needed.putIfAbsent(lower, "%s, which the node cannot do without, stands on it".formatted(upper))
                        == null) {
                    above.add(lower);
                }
            });
        }
        return needed;
    }

    private static Stream<String> below(NodeInterface upper) {
        return Stream.of(
                        Stream.ofNullable(upper.vlan()).flatMap(vlan -> Stream.ofNullable(vlan.baseInterface())),
                        Stream.ofNullable(upper.linkAggregation()).flatMap(bond -> bond.port().stream()),
                        upper.ports(),
                        // Open vSwitch gives a bridge's address to a port of its own.
                        "ovs-interface".equals(upper.type())
                                ? Stream.ofNullable(upper.controller())
                                : Stream.<String>of())
                .flatMap(lower -> lower);
    }
}
