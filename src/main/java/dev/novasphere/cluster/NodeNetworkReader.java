package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.desired.AttachmentConfig;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.NodeNetworkConfigurationEnactment;
import dev.novasphere.nodenetwork.NodePolicies;
import dev.novasphere.nodenetwork.NodeView;
import dev.novasphere.nodenetwork.ObservedNodes;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what is known of a node network, from caches and nothing else. */
@ApplicationScoped
public class NodeNetworkReader {
    private final ClusterFactsSource facts;
    private final KnownMachines machines;

    /** Reads the caches behind the facts, and the machines that all controllers know. */
    public NodeNetworkReader(ClusterFactsSource facts, KnownMachines machines) {
        this.facts = facts;
        this.machines = machines;
    }

    /** Everything that is known about a node network. */
    public ObservedNodes read(NodeNetwork network) {
        var caches = facts.nodes();
        var policy = NodePolicies.name(network);
        return new ObservedNodes(
                caches.nmStateIsThere(),
                caches.nodes.all().stream().map(node -> view(node, caches)).toList(),
                caches.networks.all().stream()
                        .filter(other -> !other.name().equals(network.name()))
                        .toList(),
                caches.policies.get(policy),
                caches.enactments.all().stream()
                        .filter(enactment -> label(enactment, NodeNetworkConfigurationEnactment.POLICY)
                                .equals(policy))
                        .collect(Collectors.toMap(
                                enactment -> label(enactment, NodeNetworkConfigurationEnactment.NODE),
                                Function.identity(),
                                (one, other) -> other)),
                network.beingDeleted() ? users(network) : List.of());
    }

    /** Tells somebody of every change that may concern a node network. */
    public void addListener(Runnable listener) {
        facts.addNodeListener(listener);
    }

    private static String label(NodeNetworkConfigurationEnactment enactment, String key) {
        return Labels.value(enactment, key).orElse("");
    }

    private static NodeView view(Node node, NodeCaches caches) {
        var name = node.getMetadata().getName();
        return new NodeView(
                name,
                FactsFromObjects.labels(node),
                Optional.ofNullable(node.getStatus())
                        .flatMap(status -> Optional.ofNullable(status.getAddresses()))
                        .stream()
                        .flatMap(List::stream)
                        .filter(address -> address.getType().equals("InternalIP"))
                        .map(NodeAddress::getAddress)
                        .collect(Collectors.toUnmodifiableSet()),
                FactsFromObjects.extendedResources(node),
                caches.states
                        .get(name)
                        .flatMap(state -> Optional.ofNullable(state.getStatus()))
                        .flatMap(status -> Optional.ofNullable(status.currentState())));
    }

    /** By their attachment definitions: ours stay as long as an instance refers to them. */
    private List<String> users(NodeNetwork network) {
        var attached = facts.attachments().stream()
                .filter(attachment -> uses(attachment, network))
                .collect(Collectors.toMap(
                        attachment -> attachment.getMetadata().getNamespace() + "/"
                                + attachment.getMetadata().getName(),
                        Function.identity()));
        var own = attached.values().stream()
                .filter(attachment ->
                        Labels.value(attachment, Labels.MANAGED_BY).equals(Optional.of(Labels.MANAGER)))
                .flatMap(attachment -> Labels.value(attachment, Labels.NAME).stream()
                        .map(name -> attachment.getMetadata().getNamespace() + "/" + name));
        return Stream.concat(own, named(attached)).distinct().sorted().toList();
    }

    private Stream<String> named(Map<String, NetworkAttachmentDefinition> attached) {
        return machines.all().stream()
                .filter(machine -> machine.getSpec().networks().stream()
                        .anyMatch(network -> attached.containsKey(machine.namespace() + "/" + network.nadName())))
                .map(NodeNetworkReader::name);
    }

    private static boolean uses(NetworkAttachmentDefinition attachment, NodeNetwork network) {
        var spec = network.getSpec();
        return spec.bridgeName() != null
                ? AttachmentConfig.bridge(attachment).equals(Optional.of(spec.bridgeName()))
                : AttachmentConfig.resource(attachment).equals(Optional.ofNullable(spec.resourceName()));
    }

    private static String name(MachineResource machine) {
        return machine.namespace() + "/" + machine.name();
    }
}
