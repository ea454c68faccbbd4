package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkStatus;
import dev.novasphere.external.NodeNetworkConfigurationEnactment;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.Testbed;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An administrator of node networks: what they ask for, and what they see. */
record NodeNetworks(Testbed bed, KubernetesClient client) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Applies a node network with this spec, given as YAML. */
    void offer(String name, String spec) {
        var yaml = "apiVersion: vm.novasphere.dev/v1alpha1\nkind: NodeNetwork\nmetadata: {name: " + name + "}\nspec:\n"
                + spec.strip().indent(2);
        client.resource(client.getKubernetesSerialization().unmarshal(yaml, NodeNetwork.class))
                .fieldManager("administrator")
                .forceConflicts()
                .serverSideApply();
    }

    /** A Linux bridge of this name on ens2 with VLAN 100, open to everybody. */
    void offerBridge(String name, String more) {
        offer(name, """
                type: linux-bridge
                bridgeName: br-%s
                uplink: ens2
                vlans: [{id: 100}]
                namespaceSelector: {}
                %s
                """.formatted(name, more));
    }

    Optional<NodeNetwork> find(String name) {
        return Optional.ofNullable(
                client.resources(NodeNetwork.class).withName(name).get());
    }

    NodeNetworkStatus see(String name, String what, Predicate<NodeNetworkStatus> wanted) throws Exception {
        return Eventually.see(what, PATIENCE, () -> status(name), wanted);
    }

    /** Waits until Ready has this reason. */
    NodeNetworkStatus seeReady(String name, String reason) throws Exception {
        return see(name, reason, status -> because(status, "Ready").equals(reason));
    }

    void ask(String name) {
        client.resources(NodeNetwork.class).withName(name).delete();
    }

    /** Takes its finalizer off, as somebody does who has lost patience. */
    void strip(String name) {
        client.resources(NodeNetwork.class)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    }

    void seeGone(String name) throws Exception {
        Eventually.see(name + " is gone", PATIENCE, () -> find(name), Optional::isEmpty);
    }

    Optional<NodeNetworkConfigurationPolicy> policy(String name) {
        return Optional.ofNullable(client.resources(NodeNetworkConfigurationPolicy.class)
                .withName("novasphere-" + name)
                .get());
    }

    /** Changes a policy as somebody with kubectl would. */
    void somebodyEdits(String name, String json) {
        client.resources(NodeNetworkConfigurationPolicy.class)
                .withName("novasphere-" + name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    /** How far NMState is with a policy, by node: the condition that holds there. */
    Map<String, String> enactments(String name) {
        return client
                .resources(NodeNetworkConfigurationEnactment.class)
                .withLabel(NodeNetworkConfigurationEnactment.POLICY, "novasphere-" + name)
                .list()
                .getItems()
                .stream()
                .collect(Collectors.toMap(
                        enactment -> enactment.getMetadata().getLabels().get(NodeNetworkConfigurationEnactment.NODE),
                        enactment -> Stream.of("Available", "Failing", "Aborted", "Progressing", "Pending")
                                .filter(type ->
                                        enactment.getStatus().holding(type).isPresent())
                                .findFirst()
                                .orElse("")));
    }

    /** How often the operator has written policies of this name. */
    long policyWrites(String name) throws Exception {
        return new AuditLog(bed.plane().auditLog())
                .by(AuditLog.OPERATOR).stream()
                        .filter(request -> request.isWrite()
                                && request.resource().equals("nodenetworkconfigurationpolicies")
                                && (request.name().equals("novasphere-" + name)
                                        || request.name().isEmpty()))
                        .count();
    }

    /** The states of all nodes. */
    static Map<String, String> states(NodeNetworkStatus status) {
        return status.nodes().stream()
                .collect(Collectors.toMap(NodeNetworkNode::name, node -> String.valueOf(node.state())));
    }

    static String because(NodeNetworkStatus status, String condition) {
        return status.condition(condition).map(said -> said.getReason()).orElse("");
    }

    static String message(NodeNetworkStatus status, String condition) {
        return status.condition(condition).map(said -> said.getMessage()).orElse("");
    }

    /** Fails where the condition does not say all of this. */
    static void assertSays(NodeNetworkStatus status, String condition, String... words) {
        assertThat(message(status, condition)).contains(words);
    }

    private NodeNetworkStatus status(String name) {
        return find(name)
                .flatMap(network -> Optional.ofNullable(network.getStatus()))
                .orElse(NodeNetworkStatus.NONE);
    }
}
