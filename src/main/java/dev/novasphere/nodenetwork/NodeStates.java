package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import java.util.Comparator;
import java.util.List;

/** How far each node is that is to offer a node network. */
final class NodeStates {
    private NodeStates() {}

    /** While its spec cannot be followed, one that was set up stands on the nodes as its policy has left them. */
    static List<NodeNetworkNode> of(NodeNetworkPass pass) {
        var network = pass.network();
        var observed = pass.observed();
        var spec = network.getSpec();
        var standsStill = !pass.problems().isEmpty() && network.hasBeenSetUp();
        var states = observed.selected(network).stream()
                .filter(node -> !standsStill || observed.hasReached(node, network))
                .map(node -> spec.makesBridge()
                        ? EnactedState.of(node, network, observed)
                        : DeclaredState.of(node, spec, observed.nmStateInstalled()))
                .sorted(Comparator.comparing(NodeNetworkNode::name))
                .toList();
        return states.stream()
                .filter(node -> spec.makesBridge() && node.state() == State.Failed)
                .findFirst()
                .map(failed -> states.stream().map(node -> spared(node, failed)).toList())
                .orElse(states);
    }

    /** NMState goes no further when a node has failed; those behind it wait for nothing. */
    private static NodeNetworkNode spared(NodeNetworkNode node, NodeNetworkNode failed) {
        return node.state() == State.Progressing
                ? new NodeNetworkNode(
                        node.name(), State.Aborted, "Not tried, because it failed on node %s.".formatted(failed.name()))
                : node;
    }
}
