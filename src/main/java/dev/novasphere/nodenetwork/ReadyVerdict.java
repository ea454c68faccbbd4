package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether every node offers the network.
 *
 * @param holds whether it does
 * @param reason why, or why not
 * @param message a sentence, with the remedy where one is needed
 */
record ReadyVerdict(boolean holds, NodeNetworkReason reason, String message) {

    static ReadyVerdict of(NodeNetworkPass pass, List<NodeNetworkNode> nodes) {
        var network = pass.network();
        if (network.beingDeleted()) {
            return leaving(pass, nodes);
        }
        if (!pass.problems().isEmpty()) {
            return no(NodeNetworkReason.SpecInvalid, "The spec cannot be followed; see the condition Accepted.");
        }
        if (network.getSpec().makesBridge() && !pass.observed().nmStateInstalled()) {
            return no(
                    NodeNetworkReason.NMStateMissing,
                    "NMState, which makes the bridge on the nodes, is not installed in this cluster. Install NMState, which is noticed by itself; or make the bridge by other means and set managed to false.");
        }
        if (pass.refusal().isPresent()) {
            return no(pass.refusal().get().reason(), pass.refusal().get().message());
        }
        if (nodes.isEmpty()) {
            return no(
                    NodeNetworkReason.NoMatchingNode,
                    "No node has the labels %s. Label the nodes that offer the network, or correct nodeSelector."
                            .formatted(network.getSpec().nodeSelector()));
        }
        return of(network, nodes, lags(pass));
    }

    /** Whether what the nodes say is about an earlier spec, since the policy still has to follow. */
    private static boolean lags(NodeNetworkPass pass) {
        return pass.network().getSpec().makesBridge()
                && pass.observed()
                        .ownPolicy(pass.network())
                        .filter(policy -> !NodePolicies.isSame(policy, NodePolicies.wanted(pass.network())))
                        .isPresent();
    }

    private static ReadyVerdict of(NodeNetwork network, List<NodeNetworkNode> nodes, boolean lags) {
        var failed = nodes.stream()
                .filter(node -> node.state() == State.Failed || node.state() == State.Missing)
                .toList();
        if (!failed.isEmpty()) {
            return no(
                    NodeNetworkReason.NodesFailed,
                    "Machines cannot use the network on %d of %d nodes: %s%s"
                            .formatted(
                                    nodes.stream()
                                            .filter(node -> !node.offersNetwork())
                                            .count(),
                                    nodes.size(),
                                    accounts(failed),
                                    network.getSpec().makesBridge() ? retry(network) : ""));
        }
        if (lags) {
            return no(NodeNetworkReason.NodesProgressing, "NMState has not taken up the present spec yet.");
        }
        var waiting = nodes.stream().filter(node -> !node.offersNetwork()).toList();
        if (!waiting.isEmpty()) {
            return no(
                    NodeNetworkReason.NodesProgressing,
                    "%d of %d nodes are ready; waiting for %s."
                            .formatted(
                                    nodes.size() - waiting.size(),
                                    nodes.size(),
                                    NodeList.of(waiting.stream()
                                            .map(NodeNetworkNode::name)
                                            .toList())));
        }
        return nodes.stream().anyMatch(node -> node.state() == State.Unverified)
                ? new ReadyVerdict(
                        true,
                        NodeNetworkReason.Unverified,
                        "Nobody has verified the network on every node; it is used as declared. Install NMState to have it verified.")
                : new ReadyVerdict(true, NodeNetworkReason.NodesReady, "Every node offers the network.");
    }

    /** What nmstate says ends without a full stop, and what we say with one. */
    private static String withoutStop(@Nullable String message) {
        return String.valueOf(message).replaceFirst("\\.$", "");
    }

    /** NMState tries what a policy asks for once, whatever changes on the node afterwards. */
    private static String retry(NodeNetwork network) {
        return " Put that right on the node and delete NodeNetworkConfigurationPolicy %s, which is then made anew and tried again; or change the spec."
                .formatted(NodePolicies.name(network));
    }

    private static ReadyVerdict leaving(NodeNetworkPass pass, List<NodeNetworkNode> nodes) {
        if (pass.isRival()) {
            return no(NodeNetworkReason.Removing, "The bridge belongs to another NodeNetwork and stays.");
        }
        var users = pass.observed().users();
        if (!users.isEmpty()) {
            return no(
                    NodeNetworkReason.InUse,
                    "The network is removed when no machine uses it any longer. It is used by %s."
                            .formatted(NodeList.of(users)));
        }
        if (pass.refusal().isPresent()) {
            var refusal = pass.refusal().get();
            return no(refusal.reason().isFault() ? refusal.reason() : NodeNetworkReason.Removing, refusal.message());
        }
        return removing(pass, nodes);
    }

    private static ReadyVerdict removing(NodeNetworkPass pass, List<NodeNetworkNode> nodes) {
        if (lags(pass)) {
            return no(NodeNetworkReason.Removing, "NMState is being asked to take the bridge off the nodes.");
        }
        var failed = nodes.stream().filter(node -> node.state() == State.Failed).toList();
        if (!failed.isEmpty()) {
            return no(
                    NodeNetworkReason.NodesFailed,
                    "The bridge cannot be taken off %s%s".formatted(accounts(failed), retry(pass.network())));
        }
        var awaited = nodes.stream()
                .filter(node -> !node.offersNetwork())
                .map(NodeNetworkNode::name)
                .toList();
        return no(
                NodeNetworkReason.Removing,
                awaited.isEmpty()
                        ? "The bridge is being taken off the nodes."
                        : "The bridge is being taken off the nodes; waiting for %s. A node that is gone for good is awaited until its Node object is deleted."
                                .formatted(NodeList.of(awaited)));
    }

    private static String accounts(List<NodeNetworkNode> failed) {
        return NodeList.of(failed.stream()
                        .map(node -> "node %s: %s".formatted(node.name(), withoutStop(node.message())))
                        .toList())
                + ".";
    }

    private static ReadyVerdict no(NodeNetworkReason reason, String message) {
        return new ReadyVerdict(false, reason, message);
    }
}
