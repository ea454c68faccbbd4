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
            return leaving(pass);
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
        return of(network, nodes);
    }

    private static ReadyVerdict of(NodeNetwork network, List<NodeNetworkNode> nodes) {
        var failed = nodes.stream()
                .filter(node -> node.state() == State.Failed || node.state() == State.Missing)
                .toList();
        if (!failed.isEmpty()) {
            return no(
                    NodeNetworkReason.NodesFailed,
                    "Machines cannot use the network on %d of %d nodes. %s%s"
                            .formatted(
                                    nodes.stream()
                                            .filter(node -> !node.offersNetwork())
                                            .count(),
                                    nodes.size(),
                                    NodeList.of(failed.stream()
                                            .map(node -> "Node %s: %s".formatted(node.name(), sentence(node.message())))
                                            .toList()),
                                    network.getSpec().makesBridge() ? retry(network) : ""));
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

    /** What nmstate says ends without a full stop. */
    private static String sentence(@Nullable String message) {
        return message == null || message.endsWith(".") ? String.valueOf(message) : message + ".";
    }

    /** NMState tries what a policy asks for once, whatever changes on the node afterwards. */
    private static String retry(NodeNetwork network) {
        return " Put that right on the node and delete NodeNetworkConfigurationPolicy %s, which is then made anew and tried again; or change the spec."
                .formatted(NodePolicies.name(network));
    }

    private static ReadyVerdict leaving(NodeNetworkPass pass) {
        var users = pass.observed().users();
        return users.isEmpty()
                ? no(
                        NodeNetworkReason.Removing,
                        pass.refusal()
                                .map(NodeNetworkPass.Refused::message)
                                .orElse("The bridge is being taken off the nodes."))
                : no(
                        NodeNetworkReason.InUse,
                        "The network is removed when no machine uses it any longer. It is used by %s."
                                .formatted(NodeList.of(users)));
    }

    private static ReadyVerdict no(NodeNetworkReason reason, String message) {
        return new ReadyVerdict(false, reason, message);
    }
}
