package dev.novasphere.desired;

import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.ClusterNode;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.Storage;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Clusters of one node, which is ready for every network that it offers. */
final class Offers {
    private Offers() {}

    /** A network of this name with this spec, given as YAML. */
    static NodeNetworkOffer offer(String name, String spec) {
        return new NodeNetworkOffer(
                name,
                Serialization.unmarshal(spec, NodeNetworkSpec.class),
                List.of(new NodeNetworkNode("node-1", State.Ready, null)),
                true,
                "Every node offers the network.");
    }

    /** A cluster in which there is nothing of the machine. */
    static Observed cluster(Optional<Map<String, String>> namespace, NodeNetworkOffer... offers) {
        return new Observed(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                namespace,
                new ClusterFacts(
                        Set.of(Project.values()),
                        Set.of(),
                        Set.of(),
                        Storage.NONE,
                        Map.of("node-1", new ClusterNode(Map.of(), List.of())),
                        Set.of(),
                        List.of(offers)),
                Leases.NONE);
    }
}
