package dev.novasphere.desired;

import dev.novasphere.api.Network;
import dev.novasphere.api.NetworkType;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.api.VlanRange;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Node networks for bridges that specs name and nobody has declared, where the administrator has set a default uplink: for
 * clusters of one team, which want to declare nothing. Such a network is open to everybody, and an administrator's from
 * then on: it is never changed, and never removed by the operator.
 */
final class DefaultNodeNetworks {
    private static final int LAST_VLAN = 4094;

    private DefaultNodeNetworks() {}

    static List<NodeNetwork> of(List<NetworkPlan> networks, Settings settings) {
        return settings.defaultUplink().stream()
                .flatMap(uplink -> networks.stream()
                        .filter(plan -> plan.obstacle()
                                .filter(obstacle -> obstacle.reason().equals("NodeNetworkMissing"))
                                .isPresent())
                        .flatMap(plan -> bridge(plan.network(), settings).stream())
                        .distinct()
                        .map(bridge -> network(bridge, uplink)))
                .toList();
    }

    private static Optional<String> bridge(Network network, Settings settings) {
        return network.type() == NetworkType.BRIDGE && network.nodeNetwork() == null
                ? Optional.ofNullable(network.bridgeName()).or(settings::defaultBridge)
                : Optional.empty();
    }

    private static NodeNetwork network(String bridge, String uplink) {
        var network = new NodeNetwork();
        network.setMetadata(new ObjectMetaBuilder()
                .withName(bridge.replace('.', '-').replace('_', '-'))
                .build());
        network.setSpec(new NodeNetworkSpec(
                NodeNetworkType.LINUX_BRIDGE,
                bridge,
                uplink,
                null,
                // VLAN 1 is what untagged frames have on the bridge.
                List.of(new VlanRange(null, 2, LAST_VLAN, null)),
                true,
                Map.of(),
                new LabelSelector(),
                null,
                null,
                null,
                List.of()));
        return network;
    }
}
