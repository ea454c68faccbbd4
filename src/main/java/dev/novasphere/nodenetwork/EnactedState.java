package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.external.NodeEnactmentStatus;
import dev.novasphere.external.NodeNetworkConfigurationEnactment;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import java.util.Optional;

/**
 * How far NMState is with a node. An enactment speaks of the generation of the policy that it names, and stays there as it
 * was until the node's turn comes again.
 */
final class EnactedState {
    private EnactedState() {}

    static NodeNetworkNode of(NodeView node, NodeNetwork network, ObservedNodes observed) {
        return observed.ownPolicy(network)
                .flatMap(policy -> enactment(node, policy, observed))
                .map(enacted -> state(node, network, enacted))
                .orElseGet(() -> new NodeNetworkNode(
                        node.name(),
                        State.Progressing,
                        node.network().isPresent()
                                ? "Waits for its turn."
                                : "NMState does not report on this node. Check its handler's pod there."));
    }

    /** NMState tells of a bridge that somebody removed, but does not make it again. */
    private static boolean isMissed(NodeView node, NodeNetwork network) {
        return !network.beingDeleted()
                && node.network().isPresent()
                && node.networkInterface(String.valueOf(network.getSpec().bridgeName()))
                        .isEmpty();
    }

    private static Optional<NodeEnactmentStatus> enactment(
            NodeView node, NodeNetworkConfigurationPolicy policy, ObservedNodes observed) {
        return Optional.ofNullable(observed.enactments().get(node.name()))
                .map(NodeNetworkConfigurationEnactment::getStatus)
                .filter(status -> policy.getMetadata().getGeneration().equals(status.policyGeneration()));
    }

    private static NodeNetworkNode state(NodeView node, NodeNetwork network, NodeEnactmentStatus enacted) {
        if (enacted.holding("Available").isPresent()) {
            return isMissed(node, network)
                    ? new NodeNetworkNode(
                            node.name(),
                            State.Progressing,
                            "NMState has set the bridge up, and does not see it on the node. If this lasts, delete NodeNetworkConfigurationPolicy %s, which is then made anew."
                                    .formatted(NodePolicies.name(network)))
                    : new NodeNetworkNode(node.name(), State.Ready, null);
        }
        var failing = enacted.holding("Failing").map(condition -> FailureLine.of(condition.text()));
        if (failing.isPresent()) {
            // Between two of its attempts NMState says both.
            return enacted.holding("Progressing").isPresent()
                    ? new NodeNetworkNode(node.name(), State.Progressing, "NMState tries again: " + failing.get())
                    : new NodeNetworkNode(node.name(), State.Failed, failing.get());
        }
        return enacted.holding("Aborted").isPresent()
                ? new NodeNetworkNode(node.name(), State.Aborted, "Not tried, because it failed on another node.")
                : new NodeNetworkNode(node.name(), State.Progressing, "Is being set up.");
    }
}
