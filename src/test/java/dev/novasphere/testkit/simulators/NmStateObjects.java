package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the simulated handlers see: the nodes of the cluster, and NMState's own three kinds, which may come later. */
final class NmStateObjects implements AutoCloseable {

    static final String POLICY_LABEL = "nmstate.io/policy";
    static final String NODE_LABEL = "nmstate.io/node";

    final KubernetesClient client;
    final Cache<Node> nodes;
    final Cache<GenericKubernetesResource> policies;
    final Cache<GenericKubernetesResource> enactments;
    final Cache<GenericKubernetesResource> states;

    NmStateObjects(Cluster cluster) {
        client = cluster.client;
        nodes = cluster.nodes;
        policies = new Cache<>(client.genericKubernetesResources(Kinds.NODE_POLICY));
        enactments = new Cache<>(
                client.genericKubernetesResources(Kinds.ENACTMENT),
                enactment -> label(enactment, POLICY_LABEL).stream().toList());
        states = new Cache<>(client.genericKubernetesResources(Kinds.NODE_STATE));
    }

    static Optional<String> label(GenericKubernetesResource object, String name) {
        return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(name));
    }

    Optional<Node> node(String name) {
        return nodes.find(new Key("", name)).filter(NmStateObjects::runsHandler);
    }

    /** A node whose kubelet has not reported an address runs no pods yet, and so no handler. */
    private static boolean runsHandler(Node node) {
        return !Owners.isEnding(node) && !HostDefaults.addresses(node).isEmpty();
    }

    Optional<GenericKubernetesResource> policy(String name) {
        return policies.find(new Key("", name)).filter(policy -> !Owners.isEnding(policy));
    }

    static boolean selects(GenericKubernetesResource policy, Node node) {
        var labels = Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
        return Tree.of(policy).at("spec", "nodeSelector").map().entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    }

    /** The nodes that a policy speaks of, in the order of their names. */
    List<Node> selected(GenericKubernetesResource policy) {
        return nodes.all().stream()
                .filter(node -> runsHandler(node) && selects(policy, node))
                .sorted(Comparator.comparing(node -> node.getMetadata().getName()))
                .toList();
    }

    /** The enactments of a policy that speak of its present generation. */
    List<Enactment> current(GenericKubernetesResource policy) {
        return enactments.indexed(policy.getMetadata().getName()).stream()
                .map(Enactment::of)
                .filter(enactment -> enactment.isOf(policy))
                .toList();
    }

    void start() {
        all().forEach(Cache::start);
    }

    private Stream<Cache<?>> all() {
        return Stream.of(states, enactments, policies);
    }

    @Override
    public void close() {
        all().forEach(Cache::close);
    }
}
