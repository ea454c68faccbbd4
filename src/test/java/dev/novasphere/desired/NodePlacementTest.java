package dev.novasphere.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Network;
import dev.novasphere.api.NetworkType;
import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterNode;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.Storage;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where machines are placed while the nodes are set up one by one; the first of two, master, takes no pods. */
class NodePlacementTest {
    private static final String ALWAYS = "{runStrategy: Always}";
    private static final ClusterNode OPEN = new ClusterNode(Map.of(), List.of());
    private static final ClusterNode TAINTED = new ClusterNode(
            Map.of(), List.of(new Taint("NoSchedule", "node-role.kubernetes.io/control-plane", null, null)));
    private final VirtualMachine ours = machine("novasphere");

    @Test
    void anExistingMachineStaysWhereItIsWhileNoNodeIsReady() {
        assertThat(excluded(ALWAYS, there(ours, none(), State.Progressing, State.Progressing)))
                .containsExactly("once");
        assertThat(excluded(ALWAYS, there(ours, none(), State.Failed, State.Aborted)))
                .containsExactly("once");
    }

    @Test
    void anExistingMachineStaysWhereItIsWhileOnlyANodeIsReadyThatTakesNoPods() {
        assertThat(excluded(ALWAYS, there(ours, none(), State.Ready, State.Progressing)))
                .containsExactly("once");
    }

    @Test
    void aStartThatCanSucceedIsPlacedAnew() {
        assertThat(excluded(ALWAYS, there(ours, none(), State.Progressing, State.Ready)))
                .containsExactly("master");
    }

    @Test
    void nothingIsPlacedAnewWhileTheGuestRunsOrIsToStayOff() {
        assertThat(excluded(ALWAYS, there(ours, instance("Running"), State.Failed, State.Ready)))
                .containsExactly("once");
        assertThat(excluded("{runStrategy: Halted}", there(ours, none(), State.Failed, State.Ready)))
                .containsExactly("once");
        assertThat(excluded("{runStrategy: Once}", there(ours, instance("Succeeded"), State.Failed, State.Ready)))
                .containsExactly("once");
    }

    @Test
    void whoeverMayBeStartedWithoutUsIsPlacedAnew() {
        Stream.of("{runStrategy: Manual}", "{runStrategy: RerunOnFailure}")
                .forEach(power -> assertThat(
                                excluded(power, there(ours, instance("Succeeded"), State.Failed, State.Ready)))
                        .as(power)
                        .containsExactly("master"));
    }

    @Test
    void whatAPersonHasWrittenIsNotTakenOver() {
        assertThat(excluded("{runStrategy: Halted}", there(machine("kubectl-edit"), none(), State.Ready, State.Ready)))
                .isEmpty();
    }

    @Test
    void aMachineIsNotMadeWhereNoNodeWouldTakeIt() {
        assertThat(isPossible("{}", TAINTED)).isFalse();
        assertThat(isPossible("{}", new ClusterNode(Map.of(), List.of(ClusterNode.CORDON))))
                .isFalse();
        assertThat(isPossible("{}", OPEN)).isTrue();
        assertThat(isPossible(
                        "{}", new ClusterNode(Map.of(), List.of(new Taint("PreferNoSchedule", "slow", null, null)))))
                .isTrue();
    }

    @Test
    void aMachineIsMadeWhereItToleratesTheTaint() {
        assertThat(isPossible(
                        "{tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]}", TAINTED))
                .isTrue();
        assertThat(isPossible("{tolerations: [{operator: Exists, effect: NoExecute}]}", TAINTED))
                .isFalse();
        var dedicated = new ClusterNode(Map.of(), List.of(new Taint("NoExecute", "for", null, "a")));
        assertThat(isPossible("{tolerations: [{key: for, value: a}]}", dedicated))
                .isTrue();
        assertThat(isPossible("{tolerations: [{key: for, value: b}]}", dedicated))
                .isFalse();
    }

    @Test
    void aCordonHasNothingToSayToAMachineThatIsThere() {
        var there = there(ours, none(), State.Ready, State.Progressing);
        assertThat(NodePlacement.isPossible(owner(ALWAYS, "{}"), plans(there), there))
                .isTrue();
    }

    private static boolean isPossible(String availability, ClusterNode node) {
        var facts = facts(Map.of("node", node), Map.of("node", State.Ready));
        var observed = observed(Optional.empty(), Optional.empty(), facts);
        return NodePlacement.isPossible(owner(ALWAYS, availability), plans(observed), observed);
    }

    /** The nodes on which the machine must not run. */
    private static List<String> excluded(String power, Observed observed) {
        return NodePlacement.of(owner(power, "{}"), plans(observed), observed).stream()
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .flatMap(required -> required.getNodeSelectorTerms().stream())
                .flatMap(term -> term.getMatchFields().stream())
                .map(field -> field.getValues())
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<NetworkPlan> plans(Observed observed) {
        var network = new Network("lan", NetworkType.BRIDGE, null, null, null, "br-lan", null, null, null);
        return List.of(new NetworkPlan(
                network,
                "02:00:00:00:00:01",
                Optional.empty(),
                Optional.of("web-lan"),
                observed.facts().nodeNetwork("lan"),
                GuestAddresses.NONE,
                Optional.empty()));
    }

    private static Wukong owner(String power, String availability) {
        var owner = Owners.owner(new Wukong(), "team-a", "web");
        owner.setSpec(Serialization.unmarshal(
                "startStrategy: " + power + "\nhighAvailability: " + availability, WukongSpec.class));
        return owner;
    }

    private static Observed there(
            VirtualMachine machine, Optional<VirtualMachineInstance> instance, State master, State worker) {
        return observed(
                Optional.of(machine),
                instance,
                facts(Map.of("master", TAINTED, "worker", OPEN), Map.of("master", master, "worker", worker)));
    }

    private static Observed observed(
            Optional<VirtualMachine> machine, Optional<VirtualMachineInstance> instance, ClusterFacts facts) {
        return new Observed(machine, instance, Map.of(), Map.of(), Map.of(), Optional.of(Map.of()), facts, Leases.NONE);
    }

    private static ClusterFacts facts(Map<String, ClusterNode> nodes, Map<String, State> states) {
        var spec = new NodeNetworkSpec(
                NodeNetworkType.LINUX_BRIDGE,
                "br-lan",
                "ens2",
                null,
                List.of(),
                true,
                Map.of(),
                new LabelSelector(),
                null,
                null,
                null,
                List.of());
        var offered = states.entrySet().stream()
                .map(state -> new NodeNetworkNode(state.getKey(), state.getValue(), null))
                .collect(Collectors.toList());
        return new ClusterFacts(
                Set.of(),
                Set.of(),
                Set.of(),
                Storage.NONE,
                nodes,
                Set.of(),
                List.of(new NodeNetworkOffer("lan", spec, offered, true, "It is as it is.")));
    }

    /** One that must not run upon a node that was not ready once, as somebody has written it. */
    private static VirtualMachine machine(String writer) {
        return Serialization.unmarshal("""
            metadata:
              name: web-vm
              managedFields:
              - {manager: %s, operation: Apply, fieldsV1: {"f:spec": {"f:template": {"f:spec": {"f:affinity":
                  {"f:nodeAffinity": {"f:requiredDuringSchedulingIgnoredDuringExecution": {"f:nodeSelectorTerms": {}}}}}}}}}
            spec: {template: {spec: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:
              {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: NotIn, values: [once]}]}]}}}}}}
            """.formatted(writer), VirtualMachine.class);
    }

    private static Optional<VirtualMachineInstance> none() {
        return Optional.empty();
    }

    private static Optional<VirtualMachineInstance> instance(String phase) {
        return Optional.of(Serialization.unmarshal(
                "metadata: {name: web-vm}\nstatus: {phase: %s}".formatted(phase), VirtualMachineInstance.class));
    }
}
