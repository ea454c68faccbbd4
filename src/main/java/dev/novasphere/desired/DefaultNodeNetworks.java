package dev.novasphere.desired;

import dev.novasphere.api.Network;
import dev.novasphere.api.NetworkType;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.api.VlanRange;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.NodeNetworkOffer;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The node network for a bridge that a spec names and nobody has declared, where the administrator has set a default
 * uplink: for clusters of one team, which want to declare nothing. It is open to everybody, and an administrator's from
 * then on: it is never changed, and never removed by the operator. An uplink carries one bridge, so there is one: else
 * whoever may write a spec could fill the cluster with node networks that are refused.
 */
final class DefaultNodeNetworks {
    private static final int LAST_VLAN = 4094;
    private static final String MISSING = "NodeNetworkMissing";
    private static final String TAKEN =
            "None is made for it, because there is one of its name already; use a bridge of another name";

    private DefaultNodeNetworks() {}

    static List<NodeNetwork> of(List<NetworkPlan> networks, Settings settings, ClusterFacts facts) {
        return settings.defaultUplink().stream()
                .flatMap(uplink -> networks.stream()
                        .flatMap(plan -> bridge(plan, settings).stream())
                        .map(bridge -> network(bridge, uplink)))
                .filter(network -> inTheWay(network, facts).isEmpty())
                .limit(1)
                .toList();
    }

    /** The plan, which says why no node network is made for it where one might have been. */
    static NetworkPlan explained(NetworkPlan plan, Settings settings, ClusterFacts facts) {
        return settings.defaultUplink().stream()
                .flatMap(uplink -> bridge(plan, settings).stream()
                        .flatMap(bridge -> inTheWay(network(bridge, uplink), facts).stream()
                                .map(there -> message(plan.network(), bridge, there, uplink))))
                .flatMap(message -> plan.obstacle().stream()
                        .map(obstacle -> plan.with(new Obstacle(MISSING, message, obstacle.kind()))))
                .findFirst()
                .orElse(plan);
    }

    private static Optional<String> bridge(NetworkPlan plan, Settings settings) {
        var network = plan.network();
        return network.type() == NetworkType.BRIDGE
                        && network.nodeNetwork() == null
                        && plan.obstacle()
                                .filter(obstacle -> obstacle.reason().equals(MISSING))
                                .isPresent()
                ? Optional.ofNullable(network.bridgeName()).or(settings::defaultBridge)
                : Optional.empty();
    }

    /** The node network beside which this one would be refused, first that of its uplink. */
    private static Optional<NodeNetworkOffer> inTheWay(NodeNetwork wanted, ClusterFacts facts) {
        return facts.nodeNetworks().stream()
                .filter(there -> isOn(there, wanted.getSpec().uplink()))
                .findFirst()
                .or(() -> facts.nodeNetworks().stream()
                        .filter(there -> there.name().equals(wanted.name())
                                || String.valueOf(wanted.getSpec().bridgeName())
                                        .equals(there.spec().bridgeName()))
                        .findFirst());
    }

    private static boolean isOn(NodeNetworkOffer there, @Nullable String uplink) {
        return uplink != null && uplink.equals(there.spec().uplink());
    }

    private static String message(Network network, String bridge, NodeNetworkOffer there, String uplink) {
        return "Network \"%s\" asks for bridge \"%s\", which no NodeNetwork of type linux-bridge offers. %s, or ask an administrator for a NodeNetwork."
                .formatted(network.name(), bridge, isOn(there, uplink) ? carried(there) : TAKEN);
    }

    /** Those who read this are one team: where the default uplink leads is no secret among them. */
    private static String carried(NodeNetworkOffer there) {
        return "The default uplink carries bridge \"%s\" already; use that"
                .formatted(there.spec().bridgeName());
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
