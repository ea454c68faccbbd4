package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.observed.ClusterNode;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeAffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The nodes on which a machine may run: those that offer its networks, by the node networks' own selectors, less those that
 * were not ready when it was made. It is computed anew for a start, and not while the guest runs or is to stay off: a node
 * that joins or leaves rewrites no such machine. One that somebody may start without us, or that KubeVirt starts again, has
 * what is right at present: nobody tells us before.
 */
final class NodePlacement {
    private NodePlacement() {}

    /** Empty: no network confines it. */
    static Optional<NodeAffinity> of(MachineResource owner, List<NetworkPlan> networks, Observed observed) {
        // Without a node it could not start again: where it was allowed to run, its networks may well work still.
        return observed.template().isPresent()
                        && (staysAsItIs(owner, observed) || !hasNode(owner, networks, observed, isOpenTo(owner)))
                ? WrittenPlacement.of(observed)
                : affinity(offers(networks));
    }

    /** Whether no guest is to start in place of the one that runs or has ended. */
    static boolean staysAsItIs(MachineResource owner, Observed observed) {
        return observed.instanceLives()
                || switch (RunStrategies.of(owner.getSpec())) {
                    case Halted -> true;
                    case Once -> observed.instance().isPresent();
                    case Always, RerunOnFailure, Manual -> false;
                };
    }

    /**
     * Whether there is a node that offers all networks and that the spec allows. For a machine that is there a cordon is
     * none of its networks' business.
     */
    static boolean isPossible(MachineResource owner, List<NetworkPlan> networks, Observed observed) {
        return hasNode(owner, networks, observed, observed.template().isPresent() ? node -> true : isOpenTo(owner));
    }

    private static boolean hasNode(
            MachineResource owner, List<NetworkPlan> networks, Observed observed, Predicate<ClusterNode> isOpen) {
        var offers = offers(networks);
        var wanted = owner.getSpec().highAvailability().nodeSelector();
        return offers.isEmpty()
                || observed.facts().nodes().entrySet().stream()
                        .filter(node -> node.getValue().labels().entrySet().containsAll(wanted.entrySet())
                                && isOpen.test(node.getValue()))
                        .anyMatch(node -> offers.stream()
                                .allMatch(offer -> offer.usableNodes().contains(node.getKey())));
    }

    private static Predicate<ClusterNode> isOpenTo(MachineResource owner) {
        return node -> node.admits(owner.getSpec().highAvailability().tolerations());
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
