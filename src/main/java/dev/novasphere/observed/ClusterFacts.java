package dev.novasphere.observed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the cluster offers to every Wukong.
 *
 * @param installed the projects whose kinds the API server knows
 * @param bindings names of the network bindings that KubeVirt's configuration registers
 * @param nodeResources names of the extended resources that some node has to give (allocatable above zero)
 * @param storage what it offers to disks
 * @param nodes the nodes, by their names
 * @param nodeAddresses the addresses that nodes have, as far as they are known
 * @param nodeNetworks the networks that the nodes offer
 */
public record ClusterFacts(
        Set<Project> installed,
        Set<String> bindings,
        Set<String> nodeResources,
        Storage storage,
        Map<String, ClusterNode> nodes,
        Set<String> nodeAddresses,
        List<NodeNetworkOffer> nodeNetworks) {
    /** Nothing is known yet. */
    public static final ClusterFacts NONE =
            new ClusterFacts(Set.of(), Set.of(), Set.of(), Storage.NONE, Map.of(), Set.of(), List.of());

    /** A project that this operator builds on, by the kinds that it brings. */
    public enum Project {
        /** VirtualMachine and VirtualMachineInstance. */
        KUBEVIRT("KubeVirt"),
        /** DataVolume. */
        CDI("CDI"),
        /** NetworkAttachmentDefinition. */
        MULTUS("Multus"),
        /** NodeNetworkConfigurationPolicy, NodeNetworkConfigurationEnactment and NodeNetworkState. */
        NMSTATE("NMState");

        private final String name;

        Project(String name) {
            this.name = name;
        }

        /** The project's name as its own people write it. */
        @Override
        public String toString() {
            return name;
        }
    }

    public ClusterFacts {
        installed = Set.copyOf(installed);
        bindings = Set.copyOf(bindings);
        nodeResources = Set.copyOf(nodeResources);
        nodes = Map.copyOf(nodes);
        nodeAddresses = Set.copyOf(nodeAddresses);
        nodeNetworks = List.copyOf(nodeNetworks);
    }

    /** A node network by its name. */
    public Optional<NodeNetworkOffer> nodeNetwork(String name) {
        return nodeNetworks.stream().filter(there -> there.name().equals(name)).findFirst();
    }

    /** Whether a project's kinds are there. */
    public boolean has(Project project) {
        return installed.contains(project);
    }
}
