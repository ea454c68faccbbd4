package dev.novasphere.observed;

import java.util.Set;

/**
 * What the cluster offers to every Wukong.
 *
 * @param installed the projects whose kinds the API server knows
 * @param bindings names of the network bindings that KubeVirt's configuration registers
 * @param nodeResources names of the extended resources that some node has to give (allocatable above zero)
 * @param storage what it offers to disks
 */
public record ClusterFacts(Set<Project> installed, Set<String> bindings, Set<String> nodeResources, Storage storage) {
    /** Nothing is known yet. */
    public static final ClusterFacts NONE = new ClusterFacts(Set.of(), Set.of(), Set.of(), Storage.NONE);

    /** A project that this operator builds on, by the kinds that it brings. */
    public enum Project {
        /** VirtualMachine and VirtualMachineInstance. */
        KUBEVIRT("KubeVirt"),
        /** DataVolume. */
        CDI("CDI"),
        /** NetworkAttachmentDefinition. */
        MULTUS("Multus");

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
    }

    /** Whether a project's kinds are there. */
    public boolean has(Project project) {
        return installed.contains(project);
    }
}
