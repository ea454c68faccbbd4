package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.external.NodeInterface;
import dev.novasphere.rules.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the CRD cannot say of a node network, because it does not see the nodes and the other node networks. */
final class NodeNetworkRules {
    private NodeNetworkRules() {}

    static List<Problem> check(NodeNetwork network, ObservedNodes observed) {
        var problems = new ArrayList<Problem>();
        var spec = network.getSpec();
        taken(
                        network,
                        observed,
                        "bridgeName",
                        spec.bridgeName(),
                        other -> other.getSpec().bridgeName())
                .ifPresent(problems::add);
        taken(
                        network,
                        observed,
                        "uplink",
                        spec.uplink(),
                        other -> other.getSpec().uplink())
                .ifPresent(problems::add);
        taken(
                        network,
                        observed,
                        "resourceName",
                        spec.resourceName(),
                        other -> other.getSpec().resourceName())
                .ifPresent(problems::add);
        problems.addAll(PoolRules.check(spec));
        if (spec.makesBridge()) {
            var nodes = observed.selected(network);
            problems.addAll(foreign(network, observed, nodes));
            UplinkGuard.check(spec, nodes).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<Problem> taken(
            NodeNetwork network,
            ObservedNodes observed,
            String field,
            @Nullable String value,
            Function<NodeNetwork, @Nullable String> of) {
        return observed.others().stream()
                .filter(other -> value != null && value.equals(of.apply(other)))
                .filter(other -> NodeNetwork.RIGHTFUL_FIRST.compare(other, network) < 0)
                .findFirst()
                .map(other -> new Problem(
                        "spec." + field,
                        String.valueOf(value),
                        "%s \"%s\" belongs to NodeNetwork %s already. Allow more namespaces and VLANs there, or use another."
                                .formatted(field, value, other.name())));
    }

    /** A bridge that somebody else made would be changed now, and removed with this node network; one node is enough to say so. */
    private static List<Problem> foreign(NodeNetwork network, ObservedNodes observed, List<NodeView> nodes) {
        return nodes.stream()
                .flatMap(node -> bridge(network, node)
                        .filter(there -> !observed.hasReached(node, network) || !"linux-bridge".equals(there.type()))
                        .map(there -> foreign(node, there)))
                .limit(1)
                .toList();
    }

    private static Stream<NodeInterface> bridge(NodeNetwork network, NodeView node) {
        return Stream.ofNullable(network.getSpec().bridgeName()).flatMap(name -> node.networkInterface(name).stream());
    }

    private static Problem foreign(NodeView node, NodeInterface there) {
        return new Problem(
                "spec.bridgeName",
                there.name(),
                "linux-bridge".equals(there.type())
                        ? "Bridge \"%s\" is on node %s already and is not kept by this NodeNetwork. Remove it there, set managed to false to use it as it is, or use another bridgeName."
                                .formatted(there.name(), node.name())
                        : "\"%s\" is an interface of type %s on node %s and no bridge. Use another bridgeName; what goes out of the node through that interface belongs into uplink."
                                .formatted(there.name(), there.type(), node.name()));
    }
}
