package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the simulated cluster is like.
 *
 * @param pace how long things take
 * @param nodes its worker nodes
 * @param bindings names of the network binding plugins that KubeVirt has registered
 * @param guestAgent which guests run an agent that connects; it sees the VirtualMachineInstance
 */
public record PlatformOptions(
        Pace pace, List<SimulatedNode> nodes, List<String> bindings, Predicate<GenericKubernetesResource> guestAgent) {

    private static final Map<String, Integer> DEVICES = Map.of(
            "intel.com/sriov_vfio", 64,
            "macvtap.network.kubevirt.io/ens3", 64,
            "ovs-cni.network.kubevirt.io/br-tenant", 1000);

    /** Three nodes with SR-IOV, macvtap and Open vSwitch, the macvtap binding, and an agent in every guest. */
    public static PlatformOptions of(Pace pace) {
        return new PlatformOptions(
                pace,
                List.of(
                        new SimulatedNode("node-1", "192.0.2.11", DEVICES),
                        new SimulatedNode("node-2", "192.0.2.12", DEVICES),
                        new SimulatedNode("node-3", "192.0.2.13", DEVICES)),
                List.of("macvtap"),
                _ -> true);
    }

    public PlatformOptions withNodes(List<SimulatedNode> other) {
        return new PlatformOptions(pace, other, bindings, guestAgent);
    }

    public PlatformOptions withBindings(List<String> other) {
        return new PlatformOptions(pace, nodes, other, guestAgent);
    }

    public PlatformOptions withGuestAgent(Predicate<GenericKubernetesResource> other) {
        return new PlatformOptions(pace, nodes, bindings, other);
    }
}
