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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node would be cut off: an interface loses its address when it becomes the port of a bridge. Looked at are the
 * interfaces that carry the node's InternalIP or a default route, and all that they stand on: the interface below a VLAN,
 * the ports of a bond and of a bridge.
 */
final class UplinkGuard {
    private UplinkGuard() {}

    /** What is wrong with the uplink, with the nodes that would be cut off; at most one problem. */
    static List<Problem> check(NodeNetwork network, List<NodeView> nodes) {
        var spec = network.getSpec();
        var uplink = spec.uplink();
        if (uplink == null) {
            return List.of();
        }
        return (spec.managementUplinkIsAllowed()
                        ? cutOff(nodes, node -> notMoved(node, uplink, spec.bridgeName()))
                                .map(list -> notMovable(uplink, list))
                        : cutOff(nodes, node -> Optional.ofNullable(needed(node).get(uplink)))
                                .map(list -> problem(uplink, list)))
                .stream().toList();
    }

    private static Optional<String> cutOff(List<NodeView> nodes, Function<NodeView, Optional<String>> why) {
        var cutOff = nodes.stream()
                .flatMap(node -> why.apply(node).stream().map(reason -> "on node %s %s".formatted(node.name(), reason)))
                .toList();
        return cutOff.isEmpty() ? Optional.empty() : Optional.of(NodeList.of(cutOff));
    }

    /** Why the policy would not move this node's address, or another interface's: it goes by the default route. */
    private static Optional<String> notMoved(NodeView node, String uplink, @Nullable String bridge) {
        var ways = node.routes().stream()
                .filter(route -> Route.DEFAULT.equals(route.destination()))
                .map(route -> String.valueOf(route.nextHopInterface()))
                .distinct()
                .toList();
        if (ways.isEmpty()) {
            return node.network().map(_ -> "there is no default route");
        }
        return ways.stream()
                .filter(way -> !way.equals(uplink) && !way.equals(bridge))
                .findFirst()
                .map("the default route goes through %s"::formatted);
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
