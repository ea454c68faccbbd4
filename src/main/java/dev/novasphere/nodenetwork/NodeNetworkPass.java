package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.rules.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What one pass over a node network has come to.
 *
 * @param network the node network as it was read
 * @param observed what was seen
 * @param problems why its spec cannot be followed; empty: it can
 * @param refusal why its policy could not be written, or cannot be yet
 * @param wrotePolicy whether its policy was written now
 */
public record NodeNetworkPass(
        NodeNetwork network,
        ObservedNodes observed,
        List<Problem> problems,
        Optional<Refused> refusal,
        boolean wrotePolicy) {
    /**
     * A write that did not go through, or may not be tried yet.
     *
     * @param reason NameConflict, PolicyRejected, NodesNeedBridge or NodesProgressing
     * @param message a sentence with the remedy
     */
    public record Refused(NodeNetworkReason reason, String message) {}

    /** A pass that has only looked so far. */
    public static NodeNetworkPass looked(NodeNetwork network, ObservedNodes observed) {
        return new NodeNetworkPass(
                network,
                observed,
                NodeNetworkRules.check(network, observed),
                network.getSpec().makesBridge() ? PolicyObstacle.of(network, observed) : Optional.empty(),
                false);
    }

    /** The same, with what came of the write. */
    public NodeNetworkPass with(Optional<Refused> refused, boolean wrote) {
        return new NodeNetworkPass(network, observed, problems, refused, wrote);
    }

    /** Whether the API server has refused what was written. */
    public boolean isRejected() {
        return refusal.filter(refused -> refused.reason() == NodeNetworkReason.PolicyRejected)
                .isPresent();
    }

    /** Whether its bridge is another one's by right. */
    public boolean isRival() {
        return observed.isRival(network);
    }

    /** Whether the policy may be written: the spec can be followed, NMState is there, and its name is not taken. */
    public boolean mayWrite() {
        return problems.isEmpty()
                && refusal.isEmpty()
                && network.getSpec().makesBridge()
                && observed.nmStateInstalled();
    }
}
