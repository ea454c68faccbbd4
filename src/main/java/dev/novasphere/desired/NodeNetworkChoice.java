package dev.novasphere.desired;

import dev.novasphere.api.Network;
import dev.novasphere.api.NetworkType;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.NodeNetworkOffer;
import java.util.Optional;

/** Which node network a network of a spec means: the one that it names, else the one that has its bridge or resource. */
final class NodeNetworkChoice {
    private NodeNetworkChoice() {}

    static Optional<NodeNetworkOffer> of(Network network, CarrierChoice.Carrier carrier, ClusterFacts facts) {
        if (network.nodeNetwork() != null) {
            return facts.nodeNetwork(network.nodeNetwork());
        }
        return facts.nodeNetworks().stream()
                .filter(offer -> offer.spec().type() != null
                        && offer.spec().type().carries() == network.type()
                        && isSame(network, carrier, offer))
                .findFirst();
    }

    private static boolean isSame(Network network, CarrierChoice.Carrier carrier, NodeNetworkOffer offer) {
        var isBridge = network.type() == NetworkType.BRIDGE || network.type() == NetworkType.OVS;
        return isBridge
                ? carrier.bridge().equals(Optional.ofNullable(offer.spec().bridgeName())) && hasResource(network, offer)
                : carrier.resource().equals(Optional.ofNullable(offer.spec().resourceName()));
    }

    /** Whoever may use a bridge may not ask for any device of the nodes along with it. */
    private static boolean hasResource(Network network, NodeNetworkOffer offer) {
        return network.resourceName() == null
                || CarrierChoice.of(offer).resource().equals(Optional.of(network.resourceName()));
    }
}
