package dev.novasphere.cluster;

import dev.novasphere.addresses.Ip;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.external.KubeVirt;
import dev.novasphere.external.NodeInterface;
import dev.novasphere.external.NodeNetworkState;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.ClusterNode;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Storage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts that matter, from the objects that hold them. */
final class FactsFromObjects {
    private FactsFromObjects() {}

    static ClusterFacts of(Set<Project> installed, NodeCaches nodes, List<KubeVirt> kubeVirts, Storage storage) {
        return new ClusterFacts(
                installed,
                bindings(kubeVirts),
                nodes.nodes.all().stream()
                        .flatMap(node -> extendedResources(node).stream())
                        .collect(Collectors.toSet()),
                storage,
                nodes.nodes.all().stream()
                        .collect(Collectors.toMap(
                                node -> node.getMetadata().getName(), node -> node(node), (one, other) -> other)),
                Stream.concat(
                                nodes.nodes.all().stream().flatMap(node -> addresses(node).stream()),
                                nodes.states.all().stream().flatMap(FactsFromObjects::addresses))
                        .collect(Collectors.toSet()),
                nodes.networks.all().stream()
                        .sorted(NodeNetwork.RIGHTFUL_FIRST) // The other of two that have one bridge is refused.
                        .map(NodeNetworkOffer::of)
                        .toList());
    }

    private static ClusterNode node(Node node) {
        var spec = Optional.ofNullable(node.getSpec());
        var cordon = spec.filter(there -> Boolean.TRUE.equals(there.getUnschedulable()))
                .map(there -> ClusterNode.CORDON);
        return new ClusterNode(
                labels(node),
                Stream.concat(
                                cordon.stream(),
                                spec.flatMap(there -> Optional.ofNullable(there.getTaints())).stream()
                                        .flatMap(List::stream))
                        .distinct()
                        .toList());
    }

    /** Where a node is reached; its names are none. */
    private static Set<String> addresses(Node node) {
        return Optional.ofNullable(node.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getAddresses()))
                .stream()
                .flatMap(List::stream)
                .filter(address -> address.getType().endsWith("IP"))
                .map(NodeAddress::getAddress)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a node has on any interface: on a VLAN of a bond it is a neighbour of the machines there. */
    static Stream<String> addresses(NodeNetworkState state) {
        return Optional.ofNullable(state.getStatus())
                .flatMap(status -> Optional.ofNullable(status.currentState()))
                .stream()
                .flatMap(current -> current.interfaces().stream())
                .flatMap(NodeInterface::addresses)
                .filter(address -> Ip.parse(address).filter(Ip::leavesItsLink).isPresent());
    }

    static Map<String, String> labels(HasMetadata object) {
        return Map.copyOf(Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of()));
    }

    private static Set<String> bindings(List<KubeVirt> kubeVirts) {
        var bindings = new HashSet<String>();
        kubeVirts.forEach(kubeVirt -> Optional.ofNullable(kubeVirt.getSpec())
                .map(spec -> spec.configuration())
                .map(configuration -> configuration.network())
                .ifPresent(network -> bindings.addAll(network.binding().keySet())));
        return bindings;
    }

    /** Names with a slash: a device plugin's. A node whose plugin has gone keeps the name with nothing to give. */
    static Set<String> extendedResources(Node node) {
        var names = new HashSet<String>();
        if (node.getStatus() != null && node.getStatus().getAllocatable() != null) {
            node.getStatus().getAllocatable().forEach((name, quantity) -> {
                if (name.contains("/") && quantity.getNumericalAmount().compareTo(BigDecimal.ZERO) > 0) {
                    names.add(name);
                }
            });
        }
        return names;
    }
}
