package dev.novasphere.desired;

import dev.novasphere.api.Network;
import dev.novasphere.api.NetworkType;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import java.util.Optional;

/** What a network type needs of the cluster, and the words for its absence. There is no fallback to the pod network. */
final class Requirements {
    /** The name under which KubeVirt's configuration registers the binding of the macvtap plugin. */
    static final String MACVTAP = "macvtap";

    private Requirements() {}

    static Optional<Obstacle> multus(Network network, ClusterFacts facts) {
        return facts.has(Project.MULTUS)
                ? Optional.empty()
                : Optional.of(Obstacle.notReady(
                        "MultusMissing",
                        "Network \"%s\" needs Multus, which is not installed in this cluster. Install Multus, or use a network of type pod."
                                .formatted(network.name())));
    }

    static Optional<Obstacle> binding(Network network, ClusterFacts facts) {
        return network.type() != NetworkType.MACVLAN || facts.bindings().contains(MACVTAP)
                ? Optional.empty()
                : Optional.of(Obstacle.notReady(
                        "BindingNotRegistered",
                        "Network \"%s\" of type macvlan needs KubeVirt's network binding \"macvtap\", which is not registered. Register it in the KubeVirt object under spec.configuration.network.binding, or use type bridge."
                                .formatted(network.name())));
    }

    static Optional<Obstacle> resource(Network network, String resource, ClusterFacts facts) {
        return facts.nodeResources().contains(resource)
                ? Optional.empty()
                : Optional.of(Obstacle.notReady(
                        "ResourceMissing",
                        "Network \"%s\" of type %s needs the resource %s, which no node has to give. Check the device plugin that advertises it, or name another resourceName."
                                .formatted(network.name(), network.type(), resource)));
    }
}
