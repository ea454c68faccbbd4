package dev.novasphere.properties;

import static java.util.stream.Collectors.toMap;

import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.api.VlanRange;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.NetworkAttachmentSpec;
import dev.novasphere.observed.ClaimModes;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.ClusterNode;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.ObservedDisk;
import dev.novasphere.observed.Storage;
import dev.novasphere.observed.Storage.OfferedClass;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Clusters in which a spec may be followed. */
final class Worlds {
    private static final Optional<Map<String, String>> NAMESPACE = Optional.of(Map.of("team", "a"));
    /** One that half of the nodes offer, and one that none does. */
    private static final List<NodeNetworkOffer> OFFERS = List.of(
            offer("lan", NodeNetworkType.LINUX_BRIDGE, "br-lan", State.Ready),
            offer("ovs", NodeNetworkType.OVS_BRIDGE, "br-lan", State.Failed));

    private static final ClusterFacts EVERYTHING = new ClusterFacts(
            Set.of(Project.values()),
            Set.of("macvtap"),
            Set.of("intel.com/sriov_vfio", "macvtap.network.kubevirt.io/ens3"),
            new Storage(
                    Map.of("longhorn", new OfferedClass(true, Optional.of(new ClaimModes("ReadWriteMany", "Block"))))),
            Map.of(
                    "node-1", new ClusterNode(Map.of(), List.of()),
                    "node-2", new ClusterNode(Map.of("zone", "b"), List.of())),
            Set.of("10.0.0.7"),
            OFFERS);

    private Worlds() {}

    private static NodeNetworkOffer offer(String name, NodeNetworkType type, String bridge, State state) {
        var spec = new NodeNetworkSpec(
                type,
                bridge,
                null,
                null,
                List.of(new VlanRange(null, 2, 4000, null)),
                true,
                Map.of("zone", "b"),
                new LabelSelector(),
                null,
                null,
                null,
                List.of());
        return new NodeNetworkOffer(
                name,
                spec,
                List.of(
                        new NodeNetworkNode("node-1", State.Failed, "It failed."),
                        new NodeNetworkNode("node-2", state, null)),
                true,
                "It is as it is.");
    }

    /** Nothing but Kubernetes. */
    static Observed bare() {
        return observed(ClusterFacts.NONE);
    }

    /** Every project, a device of each sort, and somebody's attachment definition that is no JSON. */
    static Observed full() {
        return observed(EVERYTHING);
    }

    /** The same, with the children of another spec of the same owner. */
    static Observed madeFor(DesiredState desired) {
        return new Observed(
                Optional.of(desired.virtualMachine()),
                Optional.empty(),
                desired.networks().stream()
                        .flatMap(plan -> plan.attachment().stream())
                        .collect(toMap(nad -> nad.getMetadata().getName(), Function.identity(), (a, _) -> a)),
                named(),
                desired.disks().stream()
                        .collect(toMap(
                                plan -> plan.disk().name(),
                                plan -> new ObservedDisk(
                                        plan.dataVolume(), plan.claim().map(Worlds::bound)),
                                (a, _) -> a)),
                NAMESPACE,
                EVERYTHING,
                Leases.NONE);
    }

    private static PersistentVolumeClaim bound(PersistentVolumeClaim claim) {
        return new PersistentVolumeClaimBuilder(claim)
                .withNewStatus()
                .withPhase("Bound")
                .addToCapacity("storage", new Quantity("1Gi"))
                .endStatus()
                .build();
    }

    private static Observed observed(ClusterFacts facts) {
        return new Observed(
                Optional.empty(), Optional.empty(), Map.of(), named(), Map.of(), NAMESPACE, facts, Leases.NONE);
    }

    private static Map<String, NetworkAttachmentDefinition> named() {
        var attachment = new NetworkAttachmentDefinition();
        attachment.setMetadata(new ObjectMetaBuilder()
                .withNamespace("properties")
                .withName("lan-nad")
                .build());
        attachment.setSpec(new NetworkAttachmentSpec("{\"type\": 5, \"plugins\": [null, {\"vlan\": \"x\"}]"));
        return Map.of("lan-nad", attachment);
    }
}
