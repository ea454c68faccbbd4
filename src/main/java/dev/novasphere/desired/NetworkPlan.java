package dev.novasphere.desired;

import dev.novasphere.api.Network;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.observed.NodeNetworkOffer;
import java.util.Optional;

/**
 * What one network of the spec comes to.
 *
 * @param network the network as the user wrote it
 * @param macAddress the interface's MAC address, lower case
 * @param attachment the attachment definition to make; empty for the pod network, for an existing one, without
 *     Multus and where an obstacle leaves it unknown
 * @param attachmentName the attachment definition to use, made or existing; empty for the pod network
 * @param nodeNetwork the node network that carries it, where one does
 * @param addresses what the guest's interface shall have
 * @param obstacle why the network cannot be had at present
 */
public record NetworkPlan(
        Network network,
        String macAddress,
        Optional<NetworkAttachmentDefinition> attachment,
        Optional<String> attachmentName,
        Optional<NodeNetworkOffer> nodeNetwork,
        GuestAddresses addresses,
        Optional<Obstacle> obstacle) {
    NetworkPlan with(GuestAddresses found) {
        return new NetworkPlan(network, macAddress, attachment, attachmentName, nodeNetwork, found, obstacle);
    }

    NetworkPlan with(Obstacle found) {
        return new NetworkPlan(
                network, macAddress, attachment, attachmentName, nodeNetwork, addresses, Optional.of(found));
    }

    /** Whether it has addresses of which nobody can say whether another machine has them too. */
    public boolean hasUncheckedAddresses() {
        return nodeNetwork.isEmpty()
                && !network.onPodNetwork()
                && (!addresses.addresses().isEmpty() || network.macAddress() != null);
    }
}
