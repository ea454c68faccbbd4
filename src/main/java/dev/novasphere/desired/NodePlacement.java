package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.StartStrategy.RunStrategy;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeAffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The nodes on which a machine may run: those that offer its networks, by the node networks' own selectors, less those that
 * were not ready when it was made. It is computed anew for a start, and not while the guest runs or is to stay off: a node
 * that joins or leaves rewrites no machine.
 */
final class NodePlacement {
    private NodePlacement() {}

    /** Empty: no network confines it. */
    static Optional<NodeAffinity> of(MachineResource owner, List<NetworkPlan> networks, Observed observed) {
        var there = observed.template();
        var stays = observed.instanceLives() || RunStrategies.of(owner.getSpec()) == RunStrategy.Halted;
        if (there.isPresent() && stays) {
            return Optional.ofNullable(there.get().affinity()).map(Affinity::getNodeAffinity);
        }
        return affinity(offers(networks));
    }

    /** Whether there is a node that offers all networks and has the labels that the spec asks for. */
    static boolean isPossible(MachineResource owner, List<NetworkPlan> networks, Observed observed) {
        var offers = offers(networks);
        var wanted = owner.getSpec().highAvailability().nodeSelector();
        return offers.isEmpty()
                || observed.facts().nodes().entrySet().stream()
                        .filter(node -> node.getValue().entrySet().containsAll(wanted.entrySet()))
                        .anyMatch(node -> offers.stream()
                                .allMatch(offer -> offer.usableNodes().contains(node.getKey())));
    }

    private static List<NodeNetworkOffer> offers(List<NetworkPlan> networks) {
        return networks.stream()
                .flatMap(plan -> plan.nodeNetwork().stream())
                .distinct()
                .toList();
    }

    private static Optional<NodeAffinity> affinity(List<NodeNetworkOffer> offers) {
        var labels = new TreeSet<String>();
        var unusable = new TreeSet<String>();
        offers.forEach(offer -> {
            offer.spec().nodeSelector().forEach((key, value) -> labels.add(key + "=" + value));
            unusable.addAll(offer.unusableNodes());
        });
        if (labels.isEmpty() && unusable.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NodeAffinityBuilder()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .withMatchExpressions(labels.stream().map(NodePlacement::has).toList())
                .withMatchFields(without(unusable))
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .build());
    }

    private static NodeSelectorRequirement has(String label) {
        var parts = label.split("=", 2);
        return new NodeSelectorRequirementBuilder()
                .withKey(parts[0])
                .withOperator("In")
                .withValues(parts[1])
                .build();
    }

    /** A requirement on a field of the node takes exactly one value. */
    private static List<NodeSelectorRequirement> without(Set<String> nodes) {
        var requirements = new ArrayList<NodeSelectorRequirement>();
        nodes.forEach(node -> requirements.add(new NodeSelectorRequirementBuilder()
                .withKey("metadata.name")
                .withOperator("NotIn")
                .withValues(node)
                .build()));
        return requirements;
    }
}
