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
 * @param refusal why its policy could not be written
 * @param wrotePolicy whether its policy was written now
 */
public record NodeNetworkPass(
        NodeNetwork network,
        ObservedNodes observed,
        List<Problem> problems,
        Optional<Refused> refusal,
        boolean wrotePolicy) {
    /**
     * A write that did not go through.
     *
     * @param reason NameConflict or PolicyRejected
     * @param message a sentence with the remedy
     */
    public record Refused(NodeNetworkReason reason, String message) {}

    /** A pass that has only looked so far. */
    public static NodeNetworkPass looked(NodeNetwork network, ObservedNodes observed) {
        var conflict = observed.policy()
                .filter(there -> network.getSpec().isManaged() && !NodePolicies.isOf(there, network))
                .map(there -> new Refused(
                        NodeNetworkReason.NameConflict,
                        "NodeNetworkConfigurationPolicy %s is there already and was not made by this NodeNetwork; it is left alone. Delete it, or give the NodeNetwork another name."
                                .formatted(there.getMetadata().getName())));
        return new NodeNetworkPass(network, observed, NodeNetworkRules.check(network, observed), conflict, false);
    }

    /** The same, with what came of the write. */
    public NodeNetworkPass with(Optional<Refused> refused, boolean wrote) {
        return new NodeNetworkPass(network, observed, problems, refused, wrote);
    }

    /** Whether the policy may be written: the spec can be followed, NMState is there, and its name is not taken. */
    public boolean mayWrite() {
        return problems.isEmpty() && refusal.isEmpty() && network.getSpec().isManaged() && observed.nmStateInstalled();
    }
}
