package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.nodenetwork.NodeNetworkPass.Refused;
import java.util.List;
import java.util.Optional;

/** What stands in the way of a policy that is to be written, apart from the spec itself. */
final class PolicyObstacle {
    private PolicyObstacle() {}

    static Optional<Refused> of(NodeNetwork network, ObservedNodes observed) {
        var own = observed.ownPolicy(network);
        if (!observed.nmStateInstalled()
                || own.filter(policy -> NodePolicies.isSame(policy, NodePolicies.wanted(network)))
                        .isPresent()) {
            return Optional.empty();
        }
        if (own.isEmpty() && observed.policy().isPresent()) {
            return Optional.of(conflict(network));
        }
        return (own.isPresent() ? Optional.<Refused>empty() : earlierPolicy(observed))
                .or(() -> network.beingDeleted() ? cutOff(network, observed) : unseen(network, observed));
    }

    private static Optional<Refused> cutOff(NodeNetwork network, ObservedNodes observed) {
        return UplinkGuard.withoutBridge(network.getSpec(), observed.selected(network))
                .map(message -> new Refused(NodeNetworkReason.NodesNeedBridge, message));
    }

    private static Refused conflict(NodeNetwork network) {
        return new Refused(
                NodeNetworkReason.NameConflict,
                "NodeNetworkConfigurationPolicy %s is there already and was not made by this NodeNetwork; it is left alone. Delete it, or give the NodeNetwork another name."
                        .formatted(NodePolicies.name(network)));
    }

    /** An enactment counts generations, and a new policy begins with the first again: it must not be taken for done. */
    private static Optional<Refused> earlierPolicy(ObservedNodes observed) {
        return waiting(
                observed.nodes().stream()
                        .map(NodeView::name)
                        .filter(observed.enactments()::containsKey)
                        .toList(),
                "NMState has not let go of an earlier policy of that name on %s yet. If this lasts, check its handler's pod there.");
    }

    /** The guard of the uplink knows only what NMState reports. */
    private static Optional<Refused> unseen(NodeNetwork network, ObservedNodes observed) {
        return waiting(
                observed.selected(network).stream()
                        .filter(node -> node.network().isEmpty())
                        .map(NodeView::name)
                        .toList(),
                "NMState does not report on %s yet, so that nobody knows what the uplink carries there. Check its handler's pod there, or leave the node out by nodeSelector.");
    }

    private static Optional<Refused> waiting(List<String> nodes, String sentence) {
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refused(NodeNetworkReason.NodesProgressing, sentence.formatted(NodeList.of(nodes))));
    }
}
