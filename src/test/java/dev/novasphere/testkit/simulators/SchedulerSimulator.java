package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays kube-scheduler as far as machines notice: node selector, extended resources, required anti-affinity by host,
 * and the annotation that starts the provisioning of a claim which waits for its first consumer. CPU and memory are not
 * counted.
 */
final class SchedulerSimulator {

    static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private final Cluster cluster;
    private final Faults faults;
    private final NodeFit fit;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Key, String> placed = new ConcurrentHashMap<>();

    SchedulerSimulator(Cluster cluster, Faults faults) {
        this.cluster = cluster;
        this.faults = faults;
        this.fit = new NodeFit(cluster, placed);
    }

    /** Binds a pod, or says in its status why it cannot be. */
    void schedule(Pod pod) {
        var nodes = cluster.nodes.all().stream()
                .filter(SimulatedNode::is)
                .sorted(Comparator.comparing(n -> n.getMetadata().getName()))
                .toList();
        var forced = faults.unschedulable(pod).or(() -> claimThatGoes(pod));
        var fitting = forced.isPresent()
                ? List.<Node>of()
                : nodes.stream().filter(node -> fit.fits(pod, node)).toList();
        if (fitting.isEmpty()) {
            refuse(pod, forced.orElseGet(() -> sentence(nodes.size())));
            return;
        }
        var node = fitting.get(Math.floorMod(turn.getAndIncrement(), fitting.size()))
                .getMetadata()
                .getName();
        if (claimsBound(pod, node)) {
            bind(pod, node);
        }
    }

    void forget(Key pod) {
        placed.remove(pod);
    }

    private static String sentence(int nodes) {
        return "0/%1$d nodes are available: %1$d node(s) didn't match Pod's node affinity/selector. preemption: 0/%1$d nodes are available: %1$d Preemption is not helpful for scheduling."
                .formatted(nodes);
    }

    /** A pod comes to no node while one of its claims goes: it would hold that claim for ever. */
    private Optional<String> claimThatGoes(Pod pod) {
        return Cluster.claimsOf(pod).stream()
                .flatMap(key -> cluster.claims.find(key).stream())
                .filter(Owners::isEnding)
                .map(claim -> "persistentvolumeclaim \"%s\" is being deleted"
                        .formatted(claim.getMetadata().getName()))
                .findFirst();
    }

    /** A pod is bound when its claims are; those that wait for it learn its node first. */
    private boolean claimsBound(Pod pod, String node) {
        var bound = true;
        for (var key : Cluster.claimsOf(pod)) {
            var claim = cluster.claims.find(key);
            if (claim.isEmpty()) {
                return false;
            }
            if (!VolumeBinderSimulator.isBound(claim.get())) {
                bound = false;
                select(claim.get(), node);
            }
        }
        return bound;
    }

    private void select(PersistentVolumeClaim claim, String node) {
        if (VolumeBinderSimulator.waitsForConsumer(cluster, claim)) {
            var annotation = "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(SELECTED_NODE, node);
            cluster.client.resource(claim).patch(PatchContext.of(PatchType.JSON_MERGE), annotation);
        }
    }

    private void bind(Pod pod, String node) {
        cluster.client
                .bindings()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(new BindingBuilder()
                        .withNewMetadata()
                        .withName(pod.getMetadata().getName())
                        .withNamespace(pod.getMetadata().getNamespace())
                        .endMetadata()
                        .withNewTarget()
                        .withKind("Node")
                        .withName(node)
                        .endTarget()
                        .build())
                .create();
        placed.put(Key.of(pod), node);
    }

    private void refuse(Pod pod, String message) {
        var known = pod.getStatus().getConditions().stream().anyMatch(c -> message.equals(c.getMessage()));
        if (!known) {
            var condition = new PodConditionBuilder()
                    .withType("PodScheduled")
                    .withStatus("False")
                    .withReason("Unschedulable")
                    .withMessage(message)
                    .build();
            var copy = pod.edit()
                    .editStatus()
                    .withConditions(condition)
                    .endStatus()
                    .build();
            cluster.client.resource(copy).updateStatus();
        }
    }
}
