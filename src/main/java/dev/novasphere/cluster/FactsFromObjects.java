package dev.novasphere.cluster;

import dev.novasphere.external.KubeVirt;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.Storage;
import io.fabric8.kubernetes.api.model.Node;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts that matter, from the objects that hold them. */
final class FactsFromObjects {
    private FactsFromObjects() {}

    static ClusterFacts of(Set<Project> installed, List<Node> nodes, List<KubeVirt> kubeVirts, Storage storage) {
        return new ClusterFacts(installed, bindings(kubeVirts), extendedResources(nodes), storage);
    }

    private static Set<String> bindings(List<KubeVirt> kubeVirts) {
        var bindings = new HashSet<String>();
        kubeVirts.forEach(kubeVirt -> Optional.ofNullable(kubeVirt.getSpec())
                .map(spec -> spec.configuration())
                .map(configuration -> configuration.network())
                .ifPresent(network -> bindings.addAll(network.binding().keySet())));
        return bindings;
    }

    /** Names with a slash: a device plugin's. A node whose plugin has gone keeps the name with nothing to give. */
    private static Set<String> extendedResources(List<Node> nodes) {
        var names = new HashSet<String>();
        for (var node : nodes) {
            if (node.getStatus() != null && node.getStatus().getAllocatable() != null) {
                node.getStatus().getAllocatable().forEach((name, quantity) -> {
                    if (name.contains("/") && quantity.getNumericalAmount().compareTo(BigDecimal.ZERO) > 0) {
                        names.add(name);
                    }
                });
            }
        }
        return names;
    }
}
