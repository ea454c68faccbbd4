package dev.novasphere.observed;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node network as far as it concerns machines.
 *
 * @param name its name
 * @param spec what it offers to whom
 * @param nodes how far each node is
 * @param isOpen whether new machines may come: its spec can be followed, and nobody has asked for its deletion
 * @param account how far it is as a whole, as a sentence that tenants may read
 */
public record NodeNetworkOffer(
        String name, NodeNetworkSpec spec, List<NodeNetworkNode> nodes, boolean isOpen, String account) {

    public NodeNetworkOffer {
        nodes = List.copyOf(nodes);
    }

    /** A node network by its spec and by its status, which may be a moment behind. */
    public static NodeNetworkOffer of(NodeNetwork network) {
        var status = Optional.ofNullable(network.getStatus()).orElse(NodeNetworkStatus.NONE);
        var accepted = isAccepted(status, "True");
        return new NodeNetworkOffer(
                network.name(),
                network.getSpec(),
                status.nodes(),
                accepted && !network.beingDeleted(),
                account(network, status));
    }

    private static boolean isAccepted(NodeNetworkStatus status, String answer) {
        return status.condition("Accepted")
                .filter(condition -> condition.getStatus().equals(answer))
                .isPresent();
    }

    /**
     * What administrators read of one that goes names the machines that use it still, whosoever they are; of one whose spec
     * cannot be followed it sends them to a condition that tenants do not see.
     */
    private static String account(NodeNetwork network, NodeNetworkStatus status) {
        if (network.beingDeleted()) {
            return "An administrator has asked for its removal.";
        }
        return isAccepted(status, "False")
                ? "Its spec cannot be followed; an administrator has to correct it."
                : status.condition("Ready").map(Condition::getMessage).orElse("It has not been looked at yet.");
    }

    /** The nodes on which machines can use it. */
    public Set<String> usableNodes() {
        return isOpen
                ? nodes.stream()
                        .filter(NodeNetworkNode::offersNetwork)
                        .map(NodeNetworkNode::name)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The nodes that are to offer it and do not at present. */
    public List<String> unusableNodes() {
        return nodes.stream()
                .filter(node -> !node.offersNetwork())
                .map(NodeNetworkNode::name)
                .sorted()
                .toList();
    }
}
