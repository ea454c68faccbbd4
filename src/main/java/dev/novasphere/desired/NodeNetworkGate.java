package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.api.VlanRange;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a machine may use a node network, and whether it can. Administrators allow namespaces and VLANs; nothing is free. */
final class NodeNetworkGate {
    private NodeNetworkGate() {}

    /** Why not; the words for people of the namespace name nothing of another. */
    static Optional<Refusal> check(
            MachineResource owner, Network network, CarrierChoice.Carrier carrier, Observed observed) {
        var chosen = NodeNetworkChoice.of(network, carrier, observed.facts());
        if (chosen.isEmpty()) {
            return missing(network, carrier);
        }
        var offer = chosen.get();
        var known = observed.namespaceLabels();
        if (known.isEmpty()) {
            return Optional.of(unknownNamespace(owner, network)); // A selector for what it lacks would hold for it.
        }
        var labels = known.get();
        return Selectors.matches(offer.spec().namespaceSelector(), labels)
                ? mismatch(network, offer)
                        .or(() -> vlan(network, offer, labels))
                        .or(() -> offer.usableNodes().isEmpty() ? notReady(network, offer) : Optional.empty())
                : Optional.of(notAllowed(owner, network, carrier));
    }

    private static Refusal unknownNamespace(MachineResource owner, Network network) {
        return new Refusal(
                "NodeNetworkNotReady",
                "Network \"%s\" waits until the operator has seen the labels of namespace %s, by which administrators allow networks. This passes by itself."
                        .formatted(network.name(), owner.namespace()));
    }

    /** A device that the administrator's settings name is offered by them. */
    private static Optional<Refusal> missing(Network network, CarrierChoice.Carrier carrier) {
        if (carrier.bridge().isEmpty() && network.resourceName() == null) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "NodeNetworkMissing",
                "Network \"%s\" asks for %s, which no NodeNetwork of type %s offers. Correct the name, or ask an administrator for a NodeNetwork."
                        .formatted(network.name(), asked(network, carrier), type(network))));
    }

    /** What was asked for, in the words of its user: what else the node network is called is not theirs to know. */
    private static String asked(Network network, CarrierChoice.Carrier carrier) {
        if (network.nodeNetwork() != null) {
            return "NodeNetwork \"%s\"".formatted(network.nodeNetwork());
        }
        var resource = Optional.ofNullable(network.resourceName())
                .or(() -> carrier.bridge().isPresent() ? Optional.empty() : carrier.resource())
                .map("resource %s"::formatted);
        return Stream.concat(carrier.bridge().map("bridge \"%s\""::formatted).stream(), resource.stream())
                .collect(Collectors.joining(" with "));
    }

    private static NodeNetworkType type(Network network) {
        return Stream.of(NodeNetworkType.values())
                .filter(type -> type.carries() == network.type())
                .findFirst()
                .orElse(NodeNetworkType.LINUX_BRIDGE);
    }

    private static Refusal notAllowed(MachineResource owner, Network network, CarrierChoice.Carrier carrier) {
        return new Refusal(
                "NotAllowed",
                "Network \"%s\": namespace %s may not use %s. Use another network, or ask an administrator to allow the namespace in the namespaceSelector of the NodeNetwork."
                        .formatted(network.name(), owner.namespace(), asked(network, carrier)));
    }

    private static Optional<Refusal> mismatch(Network network, NodeNetworkOffer offer) {
        var type = offer.spec().type();
        return type != null && type.carries() == network.type()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "TypeMismatch",
                        "Network \"%s\" is of type %s, but NodeNetwork \"%s\" carries networks of type %s. Make both the same."
                                .formatted(
                                        network.name(),
                                        network.type(),
                                        offer.name(),
                                        type == null ? "unknown" : type.carries())));
    }

    private static Optional<Refusal> notReady(Network network, NodeNetworkOffer offer) {
        return Optional.of(new Refusal(
                "NodeNetworkNotReady",
                "Network \"%s\" waits for NodeNetwork \"%s\", which no node offers yet. %s"
                        .formatted(network.name(), offer.name(), offer.account())));
    }

    private static Optional<Refusal> vlan(Network network, NodeNetworkOffer offer, Map<String, String> labels) {
        var allowed = offer.spec().vlans().stream()
                .filter(range ->
                        range.namespaceSelector() == null || Selectors.matches(range.namespaceSelector(), labels))
                .toList();
        var vlan = network.vlanId();
        if (vlan == null
                ? offer.spec().untaggedIsAllowed()
                : allowed.stream().anyMatch(range -> range.contains(vlan))) {
            return Optional.empty();
        }
        var choice = allowed.isEmpty()
                ? offer.spec().untaggedIsAllowed() ? "Leave vlanId out" : "None is open to this namespace"
                : "Use one of " + allowed.stream().map(VlanRange::toString).collect(Collectors.joining(", "));
        return Optional.of(new Refusal(
                "VlanNotAllowed",
                vlan == null
                        ? "Network \"%s\" names no VLAN, which NodeNetwork \"%s\" does not allow. %s, or ask an administrator to set allowUntagged."
                                .formatted(network.name(), offer.name(), choice)
                        : "Network \"%s\" asks for VLAN %d, which NodeNetwork \"%s\" does not allow here. %s, or ask an administrator for it."
                                .formatted(network.name(), vlan, offer.name(), choice)));
    }

    /**
     * Why a network cannot be had.
     *
     * @param reason reason of the condition NetworksConfigured
     * @param message a sentence with the remedy
     */
    record Refusal(String reason, String message) {}
}
