package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;

/**
 * How the bridge of a node network that is being deleted leaves the nodes: not before the last machine, and then by a
 * policy that says so, for the deletion of a policy leaves everything as it is. What the operator has not made stays.
 */
public enum Teardown {
    /** Machines use it. */
    IN_USE,
    /** The policy has to say that the bridge shall go. */
    ASK,
    /** The policy says so, and some node has not done it yet. */
    WAIT,
    /** The policy is no longer needed. */
    DROP_POLICY,
    /** Nothing is left that the operator has made. */
    DONE;

    /** The next step. */
    public static Teardown next(NodeNetwork network, ObservedNodes observed) {
        var policy = observed.ownPolicy(network);
        if (observed.isRival(network)) {
            return policy.isPresent() ? DROP_POLICY : DONE; // Machines are on the other one's bridge.
        }
        if (!observed.users().isEmpty()) {
            return IN_USE;
        }
        if (!observed.nmStateInstalled() || (policy.isEmpty() && !network.hasBeenSetUp())) {
            return DONE;
        }
        if (!network.getSpec().makesBridge()) {
            return policy.isPresent() ? DROP_POLICY : DONE;
        }
        if (policy.isEmpty()) {
            return observed.policy().isPresent() || isGoneFrom(network, observed) ? DONE : ASK;
        }
        return next(network, observed, policy.get());
    }

    private static Teardown next(NodeNetwork network, ObservedNodes observed, NodeNetworkConfigurationPolicy policy) {
        if (!NodePolicies.isSame(policy, NodePolicies.wanted(network))) {
            return ASK;
        }
        var done = observed.selected(network).stream()
                .filter(node -> node.network().isPresent())
                .allMatch(node -> EnactedState.of(node, network, observed).state() == State.Ready);
        return done ? DROP_POLICY : WAIT;
    }

    private static boolean isGoneFrom(NodeNetwork network, ObservedNodes observed) {
        var bridge = String.valueOf(network.getSpec().bridgeName());
        return observed.selected(network).stream()
                .allMatch(node -> node.networkInterface(bridge).isEmpty());
    }
}
