package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.controlplane.SharedControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One test's three nodes and its policy on them, which share a label, on the shared platform. */
final class NodeRack implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    final KubernetesClient client = SharedControlPlane.get().adminClient();
    final NmStateSimulator nmState = SharedPlatform.get().nmState();
    final String name = "rack-" + COUNT.incrementAndGet();
    private final List<Cache<?>> watches = new ArrayList<>();

    NodeRack() {
        IntStream.rangeClosed(1, 3).forEach(this::join);
    }

    /** The name of the first, second or third node, or of one that joins later. */
    String node(int number) {
        return name + "-" + number;
    }

    void join(int number) {
        SharedPlatform.get().addNode(node(number), Map.of("rack", name));
    }

    void leave(int number) {
        SharedPlatform.get().removeNode(node(number));
    }

    /** A bridge that filters VLANs, on an uplink. */
    static String bridge(String uplink) {
        return """
                {interfaces: [{name: br-vm, type: linux-bridge, state: up, ipv4: {enabled: false}, ipv6: {enabled: false},
                  bridge: {options: {stp: {enabled: false}}, port: [{name: %s,
                    vlan: {mode: trunk, trunk-tags: [{id: 100}, {id-range: {min: 200, max: 299}}]}}]}}]}""".formatted(uplink);
    }

    /** Writes the rack's policy, one node at a time; the capture and the state are YAML. */
    GenericKubernetesResource apply(String capture, String desiredState) {
        return applySpec("{nodeSelector: {rack: %s}, maxUnavailable: 1, capture: %s, desiredState: %s}"
                .formatted(name, capture, desiredState));
    }

    GenericKubernetesResource apply(String desiredState) {
        return apply("{}", desiredState);
    }

    GenericKubernetesResource applySpec(String spec) {
        var policy =
                "---\n{apiVersion: nmstate.io/v1, kind: NodeNetworkConfigurationPolicy, metadata: {name: %s}, spec: %s}"
                        .formatted(name, spec);
        return client.resource(Serialization.unmarshal(policy, GenericKubernetesResource.class))
                .fieldManager("tester")
                .serverSideApply();
    }

    void delete() {
        client.genericKubernetesResources(Kinds.NODE_POLICY).withName(name).delete();
    }

    /** The status of an object of a kind; empty where there is none. */
    Tree status(ResourceDefinitionContext kind, String object) {
        GenericKubernetesResource there =
                client.genericKubernetesResources(kind).withName(object).get();
        return there == null ? Tree.empty() : Tree.of(there).at("status");
    }

    Tree enactment(int number) {
        return status(Kinds.ENACTMENT, node(number) + "." + name);
    }

    Tree awaitEnactment(int number, String trueCondition) {
        return awaitEnactment(number, trueCondition, _ -> true);
    }

    Tree awaitEnactment(int number, String trueCondition, Predicate<Tree> also) {
        return Scene.await(
                node(number) + " " + trueCondition,
                () -> enactment(number),
                s -> Scene.condition(s, trueCondition).is("True", "status") && also.test(s));
    }

    Tree awaitPolicy(String trueCondition, String message) {
        return Scene.await(
                "the policy " + trueCondition,
                () -> status(Kinds.NODE_POLICY, name),
                s -> Scene.condition(s, trueCondition).is("True", "status")
                        && Scene.condition(s, trueCondition).is(message, "message"));
    }

    void configured() {
        awaitPolicy("Available", "3/3 nodes successfully configured");
    }

    List<String> enactments() {
        return client
                .genericKubernetesResources(Kinds.ENACTMENT)
                .withLabel("nmstate.io/policy", name)
                .list()
                .getItems()
                .stream()
                .map(GenericKubernetesResource::getMetadata)
                .map(ObjectMeta::getName)
                .toList();
    }

    /** Every change of every enactment of the rack's policy since now: its name and the condition that is true. */
    List<String> recordEnactments() {
        var seen = new CopyOnWriteArrayList<String>();
        var cache =
                new Cache<>(client.genericKubernetesResources(Kinds.ENACTMENT).withLabel("nmstate.io/policy", name));
        cache.onChange(object -> Tree.of(object).items("status", "conditions").stream()
                .filter(condition -> condition.is("True", "status"))
                .findFirst()
                .ifPresent(
                        condition -> seen.add(object.getMetadata().getLabels().get("nmstate.io/node") + " "
                                + condition.text("type").orElseThrow())));
        cache.start();
        watches.add(cache);
        return seen;
    }

    @Override
    public void close() {
        watches.forEach(Cache::close);
        nmState.heal();
        delete();
        Scene.await("no enactment is left", this::enactments, List::isEmpty);
        nmState.nodes().stream().filter(node -> node.startsWith(name + "-")).forEach(SharedPlatform.get()::removeNode);
    }
}
