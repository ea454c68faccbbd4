package dev.novasphere.golden;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.external.NodeNetworkConfigurationEnactment;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import dev.novasphere.external.NodeNetworkState;
import dev.novasphere.nodenetwork.NodeNetworkPass;
import dev.novasphere.nodenetwork.NodeNetworkReport;
import dev.novasphere.nodenetwork.NodePolicies;
import dev.novasphere.nodenetwork.NodeView;
import dev.novasphere.nodenetwork.ObservedNodes;
import dev.novasphere.nodenetwork.Teardown;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes into one case of a node network, and what comes out.
 *
 * @param network the node network, as the API server would have stored it
 * @param cluster what else is seen
 * @param objects the objects that are there besides
 */
record NodeNetworkCase(NodeNetwork network, Surroundings cluster, List<HasMetadata> objects) {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String UID = "0f4b6f7a-53f7-4a38-8e5c-3f6f8a5f9d10";
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            NodeNetwork.class,
            NodeNetworkState.class,
            NodeNetworkConfigurationPolicy.class,
            NodeNetworkConfigurationEnactment.class);

    /**
     * What else is seen.
     *
     * @param nmStateInstalled whether NMState is installed
     * @param users the machines that use the network
     * @param deleted whether somebody has asked for its deletion
     * @param nodes the nodes
     */
    record Surroundings(boolean nmStateInstalled, List<String> users, boolean deleted, List<Machine> nodes) {}

    /** A node. */
    record Machine(String name, Map<String, String> labels, Set<String> addresses, Set<String> resources) {}

    static NodeNetworkCase of(GoldenFolder folder) {
        var input = folder.files().stream()
                .filter(file -> file.startsWith("in-"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(folder.name() + " has no in-NodeNetwork-<name>.yaml"));
        var network = GoldenYaml.object(folder.path().resolve(input), NodeNetwork.class);
        var cluster = GoldenYaml.description(folder.ownOrShared("cluster.yaml"), Surroundings.class);
        network.getMetadata().setUid(UID);
        network.getMetadata().setGeneration(1L);
        network.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
        if (cluster.deleted()) {
            network.getMetadata().setDeletionTimestamp("2026-01-02T00:00:00Z");
        }
        return new NodeNetworkCase(network, cluster, objects(folder));
    }

    /** States of all nodes in one file, everything else in files of its own. */
    private static List<HasMetadata> objects(GoldenFolder folder) {
        var states = GoldenYaml.description(folder.ownOrShared("nodes.yaml"), new TypeReference<List<JsonNode>>() {});
        var others = folder.files().stream()
                .filter(file -> file.startsWith("observed/"))
                .map(file -> GoldenYaml.description(folder.path().resolve(file), JsonNode.class));
        return Stream.concat(states.stream(), others)
                .map(NodeNetworkCase::object)
                .toList();
    }

    private static HasMetadata object(JsonNode tree) {
        var kind = KINDS.stream()
                .filter(type ->
                        HasMetadata.getKind(type).equals(tree.path("kind").asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No kind of ours: " + tree));
        return GoldenYaml.object(tree, kind);
    }

    /** The text of every file that comes out, by its name. */
    SortedMap<String, String> rendered() {
        var files = new TreeMap<String, String>();
        var pass = NodeNetworkPass.looked(network, observed());
        if (network.beingDeleted()) {
            var next = Teardown.next(network, observed());
            files.put("out-next.yaml", GoldenYaml.text(next.name()));
            if (next == Teardown.ASK && pass.refusal().isEmpty()) {
                files.put("out-policy.yaml", GoldenYaml.text(NodePolicies.wanted(network)));
            }
        } else if (pass.mayWrite()) {
            files.put("out-policy.yaml", GoldenYaml.text(NodePolicies.wanted(network)));
        }
        files.put("out-status.yaml", GoldenYaml.text(NodeNetworkReport.of(pass, NOW)));
        return files;
    }

    private ObservedNodes observed() {
        var states = all(NodeNetworkState.class)
                .collect(Collectors.toMap(state -> state.getMetadata().getName(), Function.identity()));
        return new ObservedNodes(
                cluster.nmStateInstalled(),
                cluster.nodes().stream()
                        .map(node -> new NodeView(
                                node.name(),
                                node.labels(),
                                node.addresses(),
                                node.resources(),
                                Optional.ofNullable(states.get(node.name()))
                                        .flatMap(state -> Optional.ofNullable(state.getStatus()))
                                        .flatMap(status -> Optional.ofNullable(status.currentState()))))
                        .toList(),
                all(NodeNetwork.class).toList(),
                all(NodeNetworkConfigurationPolicy.class).findFirst(),
                all(NodeNetworkConfigurationEnactment.class)
                        .collect(Collectors.toMap(
                                enactment ->
                                        enactment.getMetadata().getLabels().get(NodeNetworkConfigurationEnactment.NODE),
                                Function.identity())),
                cluster.users());
    }

    private <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }
}
