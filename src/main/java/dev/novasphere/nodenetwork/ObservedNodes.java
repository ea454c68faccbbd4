package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.external.NodeNetworkConfigurationEnactment;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is known about a node network at one moment.
 *
 * @param nmStateInstalled whether the API server knows NMState's kinds
 * @param nodes all nodes of the cluster
 * @param others all other node networks
 * @param policy the policy of its name, whoever made it
 * @param enactments how far each node is with that policy, by node
 * @param users the machines that use it, as namespace/name; looked for only when it is being deleted
 */
public record ObservedNodes(
        boolean nmStateInstalled,
        List<NodeView> nodes,
        List<NodeNetwork> others,
        Optional<NodeNetworkConfigurationPolicy> policy,
        Map<String, NodeNetworkConfigurationEnactment> enactments,
        List<String> users) {

    /** The nodes that are to offer it. */
    public List<NodeView> selected(NodeNetwork network) {
        return nodes.stream()
                .filter(node -> node.matches(network.getSpec().nodeSelector()))
                .toList();
    }

    /** Whether another one has its bridge or resource by right, so that this one is refused and nobody uses it. */
    public boolean isRival(NodeNetwork network) {
        return others.stream()
                .filter(other -> NodeNetwork.RIGHTFUL_FIRST.compare(other, network) < 0)
                .anyMatch(other ->
                        other.getSpec().carrier().equals(network.getSpec().carrier()));
    }

    /**
     * Whether a policy of the node network has reached a node, so that a bridge of its name there is the operator's. The
     * status remembers it when somebody has edited or deleted the policy.
     */
    boolean hasReached(NodeView node, NodeNetwork network) {
        return ownPolicy(network)
                        .flatMap(policy -> Optional.ofNullable(policy.getSpec()))
                        .filter(spec -> node.matches(spec.nodeSelector()))
                        .isPresent()
                || (network.hasBeenSetUp()
                        && network.getStatus().nodes().stream()
                                .anyMatch(known -> known.name().equals(node.name())));
    }

    /** The policy, where the node network made it. */
    public Optional<NodeNetworkConfigurationPolicy> ownPolicy(NodeNetwork network) {
        return policy.filter(there -> NodePolicies.isOf(there, network));
    }
}
