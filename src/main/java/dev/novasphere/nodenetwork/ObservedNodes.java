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

    /** The policy, where the node network made it. */
    public Optional<NodeNetworkConfigurationPolicy> ownPolicy(NodeNetwork network) {
        return policy.filter(there -> NodePolicies.isOf(there, network));
    }
}
