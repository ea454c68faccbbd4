package dev.novasphere.testkit.operator;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.api.VlanRange;
import dev.novasphere.testkit.simulators.HostInterface;
import dev.novasphere.testkit.simulators.NmStateSimulator;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The networks that an administrator of the tests has the nodes offer, to every namespace and on every VLAN. They are there
 * without the operator's doing; tests of what the operator makes on nodes have node networks of their own.
 */
public final class OfferedNetworks {
    private static final List<String> BRIDGES = List.of(
            "br-back", "br-data", "br-default", "br-front", "br-lan", "br-mgmt", "br-office", "br-other", "br-storage");
    private static final List<String> OVS_BRIDGES = List.of("br-tenant");

    private OfferedNetworks() {}

    /** Puts the bridges on every simulated node, as an administrator would who knows how to. */
    static void putOnNodes(NmStateSimulator nmState) {
        for (var node : nmState.nodes()) {
            BRIDGES.forEach(bridge -> nmState.give(
                    node,
                    HostInterface.of(
                            "{name: %s, type: linux-bridge, state: up, bridge: {port: [{name: up, vlan: {mode: trunk, trunk-tags: [{id-range: {min: 2, max: 4094}}]}}]}}"
                                    .formatted(bridge))));
            OVS_BRIDGES.forEach(bridge ->
                    nmState.give(node, HostInterface.of("{name: %s, type: ovs-bridge, state: up}".formatted(bridge))));
        }
    }

    /** Makes them, as an administrator. */
    public static void apply(KubernetesClient administrator) {
        all().forEach(network ->
                administrator.resource(network).forceConflicts().serverSideApply());
    }

    private static Stream<NodeNetwork> all() {
        return Stream.of(
                        BRIDGES.stream()
                                .map(bridge ->
                                        network(bridge.substring(3), NodeNetworkType.LINUX_BRIDGE, bridge, null)),
                        OVS_BRIDGES.stream()
                                .map(bridge -> network(bridge.substring(3), NodeNetworkType.OVS_BRIDGE, bridge, null)),
                        Stream.of(
                                network("functions", NodeNetworkType.SRIOV, null, "intel.com/sriov_vfio"),
                                network("taps", NodeNetworkType.MACVTAP, null, "macvtap.network.kubevirt.io/ens3")))
                .flatMap(networks -> networks);
    }

    private static NodeNetwork network(
            String name, NodeNetworkType type, @Nullable String bridge, @Nullable String resource) {
        var network = new NodeNetwork();
        network.setMetadata(new ObjectMetaBuilder().withName(name).build());
        network.setSpec(new NodeNetworkSpec(
                type,
                bridge,
                null,
                null,
                type == NodeNetworkType.MACVTAP ? List.of() : List.of(new VlanRange(null, 2, 4094, null)),
                true,
                Map.of(),
                new LabelSelector(),
                resource,
                false,
                null,
                List.of()));
        return network;
    }
}
