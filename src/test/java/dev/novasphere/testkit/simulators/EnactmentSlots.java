package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes may change at the same time for a policy. Upstream this is {@code status.unavailableNodeCountMap}, and the
 * handlers race for it; here the first by name wins, so that a test knows which node is first. A node that has failed
 * keeps its slot until the policy changes, as upstream.
 */
final class EnactmentSlots {

    private record Round(String uid, long generation) {}

    private final NmStateObjects objects;
    private final HandlerFaults faults;
    private final Map<Round, Set<String>> holders = new HashMap<>();

    EnactmentSlots(NmStateObjects objects, HandlerFaults faults) {
        this.objects = objects;
        this.faults = faults;
    }

    /** Takes a slot for a node unless it has one; false where it is not its turn yet. */
    synchronized boolean take(GenericKubernetesResource policy, String node) {
        var held = held(policy);
        if (held.contains(node)) {
            return true;
        }
        var mayTake = waiting(policy).stream()
                .limit(Math.max(0, limit(policy) - held.size()))
                .anyMatch(node::equals);
        return mayTake && held.add(node);
    }

    /** A node that is gone holds nothing; upstream forgets this until the policy changes. */
    synchronized boolean releaseAll(String node) {
        return holders.values().stream().filter(held -> held.remove(node)).count() > 0;
    }

    synchronized int inUse(GenericKubernetesResource policy) {
        return held(policy).size();
    }

    /** A node gives its slot back with its success, once the others can see it: else it would soon take it again. */
    private Set<String> held(GenericKubernetesResource policy) {
        var round =
                new Round(policy.getMetadata().getUid(), policy.getMetadata().getGeneration());
        var held = holders.computeIfAbsent(round, _ -> new HashSet<>());
        objects.current(policy).stream()
                .filter(enactment -> enactment.is("Available"))
                .forEach(enactment -> held.remove(enactment.node()));
        return held;
    }

    /** Whose turn comes, in order; a handler that lags goes on with what it has taken up. */
    private List<String> waiting(GenericKubernetesResource policy) {
        var enactments = objects.current(policy);
        return objects.selected(policy).stream()
                .map(node -> node.getMetadata().getName())
                .filter(node -> !held(policy).contains(node) && !faults.isStopped(node))
                .filter(node -> enactments.stream()
                        .filter(enactment -> enactment.node().equals(node))
                        .findFirst()
                        .map(enactment -> !enactment.isDone())
                        .orElseGet(() -> faults.notices(node)))
                .toList();
    }

    /** {@code maxUnavailable} as a number of nodes: half of them unless said, rounded up, never none. */
    int limit(GenericKubernetesResource policy) {
        var text = Tree.of(policy).text("spec", "maxUnavailable").orElse("50%");
        List<Node> nodes = objects.selected(policy);
        var limit = text.endsWith("%")
                ? Math.ceilDiv(nodes.size() * Integer.parseInt(text.substring(0, text.length() - 1)), 100)
                : Integer.parseInt(text);
        return Math.max(1, limit);
    }
}
