package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.external.NodeInterface;
import dev.novasphere.external.NodeNetworkStateStatus.Route;
import dev.novasphere.rules.Problem;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a node would be cut off: an interface loses its address when it becomes the port of a bridge. Looked at are the
 * interfaces that carry the node's InternalIP or a default route, and all that they stand on: the interface below a VLAN,
 * the ports of a bond and of a bridge.
 */
final class UplinkGuard {
    private UplinkGuard() {}

    /** The nodes that would be cut off, each with the reason. */
    static List<Problem> check(NodeNetwork network, List<NodeView> nodes) {
        var uplink = network.getSpec().uplink();
        if (uplink == null || network.getSpec().managementUplinkIsAllowed()) {
            return List.of();
        }
        var cutOff = nodes.stream()
                .flatMap(node -> Optional.ofNullable(needed(node).get(uplink)).stream()
                        .map(why -> "on node %s %s".formatted(node.name(), why)))
                .toList();
        return cutOff.isEmpty() ? List.of() : List.of(problem(uplink, cutOff));
    }

    private static Problem problem(String uplink, List<String> cutOff) {
        return new Problem(
                "spec.uplink",
                uplink,
                "Uplink \"%s\" cannot be taken into a bridge: %s, and the node would be cut off. Use another interface, leave the node out by nodeSelector, or set allowManagementUplink to true to have address, routes and DNS moved to the bridge."
                        .formatted(uplink, NodeList.of(cutOff)));
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
            node.networkInterface(upper).stream().flatMap(UplinkGuard::below).forEach(lower -> {
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
                        Stream.ofNullable(upper.bridge())
                                .flatMap(bridge -> bridge.port().stream().map(NodeInterface.Port::name)))
                .flatMap(lower -> lower);
    }
}
