package dev.novasphere.desired;

import dev.novasphere.api.Network;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.NodeNetworkOffer;
import java.util.Optional;

/** Which bridge or device of the node carries a network: what the spec names, else what the administrator's settings say. */
sealed interface CarrierChoice {
    /** What ovs-cni's marker advertises each bridge under. */
    String OVS_RESOURCES = "ovs-cni.network.kubevirt.io/";

    /**
     * What carries the network.
     *
     * @param bridge for types bridge and ovs
     * @param resource the extended resource that a device plugin advertises for it
     */
    record Carrier(Optional<String> bridge, Optional<String> resource) implements CarrierChoice {}

    /** Neither the spec nor the settings say, or they may not. */
    record Missing(Obstacle obstacle) implements CarrierChoice {}

    static CarrierChoice of(Network network, Settings settings, ClusterFacts facts) {
        if (network.nodeNetwork() != null) {
            return facts.nodeNetwork(network.nodeNetwork())
                    .<CarrierChoice>map(CarrierChoice::of)
                    .orElseGet(() -> new Missing(Obstacle.unknown(
                            "NodeNetworkMissing",
                            "Network \"%s\" uses NodeNetwork \"%s\", which is not there. Correct the name, or ask an administrator for it."
                                    .formatted(network.name(), network.nodeNetwork()))));
        }
        return switch (network.type()) {
            case BRIDGE -> bridge(network, settings, Optional.empty());
            case OVS ->
                bridge(
                        network,
                        settings,
                        Optional.of(
                                network.resourceName() != null
                                        ? network.resourceName()
                                        : OVS_RESOURCES + network.bridgeName()));
            case SRIOV ->
                device(network, settings.sriovResourceName(), "an SR-IOV resource", "novasphere.sriov-resource-name");
            case MACVLAN ->
                device(
                        network,
                        settings.macvtapLowerDevice().map(device -> "macvtap.network.kubevirt.io/" + device),
                        "a device",
                        "novasphere.macvtap-lower-device");
            case POD -> new Carrier(Optional.empty(), Optional.empty());
            case null ->
                new Missing(Obstacle.unknown(
                        "NetworkTypeUnknown",
                        "Network \"%s\" has a type that this version of the operator does not know. Use bridge, macvlan,"
                                        .formatted(network.name())
                                + " sriov, ovs or pod, or upgrade the operator."));
        };
    }

    /** What a node network is carried by. */
    static Carrier of(NodeNetworkOffer offer) {
        var spec = offer.spec();
        var resource = Optional.ofNullable(spec.resourceName())
                .or(() -> spec.type() == NodeNetworkType.OVS_BRIDGE
                        ? Optional.of(OVS_RESOURCES + spec.bridgeName())
                        : Optional.empty());
        return new Carrier(Optional.ofNullable(spec.bridgeName()), resource);
    }

    private static CarrierChoice bridge(Network network, Settings settings, Optional<String> resource) {
        var named = Optional.ofNullable(network.bridgeName());
        if (named.isPresent() && !settings.allowsBridge(named.get())) {
            return new Missing(Obstacle.unknown(
                    "BridgeNotAllowed",
                    "Network \"%s\" asks for bridge \"%s\", which the administrator does not offer. Use one that matches %s, or ask for it to be added to the setting novasphere.allowed-bridges."
                            .formatted(network.name(), named.get(), String.join(", ", settings.allowedBridges()))));
        }
        var bridge = named.or(() -> resource.isPresent() ? Optional.empty() : settings.defaultBridge());
        return bridge.<CarrierChoice>map(name -> new Carrier(Optional.of(name), resource))
                .orElseGet(() -> new Missing(Obstacle.unknown(
                        "BridgeNotNamed",
                        (resource.isPresent()
                                        ? "Network \"%s\" of type ovs names no bridge. Set its bridgeName to an Open vSwitch bridge of the nodes."
                                        : "Network \"%s\" names no bridge. Set its bridgeName, or ask the administrator for a default bridge (setting novasphere.default-bridge).")
                                .formatted(network.name()))));
    }

    private static CarrierChoice device(Network network, Optional<String> preset, String what, String setting) {
        return Optional.ofNullable(network.resourceName())
                .or(() -> preset)
                .<CarrierChoice>map(resource -> new Carrier(Optional.empty(), Optional.of(resource)))
                .orElseGet(() -> new Missing(Obstacle.unknown(
                        "ResourceNotNamed",
                        "Network \"%s\" of type %s names no resource. Set its resourceName, or ask the administrator for %s (setting %s)."
                                .formatted(network.name(), network.type(), what, setting))));
    }
}
