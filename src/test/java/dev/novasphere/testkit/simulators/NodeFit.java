package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a pod may go to a node: node selector, extended resources and required anti-affinity by host.
 *
 * @param placed the node of every pod that was bound
 */
record NodeFit(Cluster cluster, Map<Key, String> placed) {

    boolean fits(Pod pod, Node node) {
        var labels = node.getMetadata().getLabels();
        var selector = Optional.ofNullable(pod.getSpec().getNodeSelector()).orElse(Map.of());
        return labels.entrySet().containsAll(selector.entrySet())
                && resourcesThere(pod, node)
                && !repelled(pod, node.getMetadata().getName());
    }

    private static boolean resourcesThere(Pod pod, Node node) {
        return pod.getSpec().getContainers().stream()
                .filter(c -> c.getResources() != null && c.getResources().getLimits() != null)
                .flatMap(c -> c.getResources().getLimits().keySet().stream())
                .allMatch(node.getStatus().getAllocatable()::containsKey);
    }

    private boolean repelled(Pod pod, String node) {
        var affinity = pod.getSpec().getAffinity();
        if (affinity == null || affinity.getPodAntiAffinity() == null) {
            return false;
        }
        return affinity.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution().stream()
                .anyMatch(term -> cluster.pods.inNamespace(pod.getMetadata().getNamespace()).stream()
                        .filter(other -> !Key.of(other).equals(Key.of(pod)))
                        .filter(other -> node.equals(placed.get(Key.of(other))))
                        .anyMatch(other -> selects(term.getLabelSelector(), other)));
    }

    private static boolean selects(LabelSelector selector, Pod pod) {
        var labels = Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
    }
}
