package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.Map;

/**
 * A worker node that nobody runs.
 *
 * @param name also the value of label {@code kubernetes.io/hostname}
 * @param address its InternalIP
 * @param resources allocatable beside CPU and memory, such as {@code intel.com/sriov_vfio}
 */
public record SimulatedNode(String name, String address, Map<String, Integer> resources) {

    /** Who places pods on simulated nodes: pods that name another scheduler are left to real nodes, where there are any. */
    static final String SCHEDULER = "simulated-scheduler";

    private static final String SIMULATED = "test.novasphere.dev/simulated";
    private static final String HOSTNAME = "kubernetes.io/hostname";

    static boolean is(Node node) {
        return node.getMetadata().getLabels().containsKey(SIMULATED);
    }

    /** The node as its kubelet would have registered it: Ready, with an architecture and a worker's role. */
    Node object() {
        var allocatable = new HashMap<String, Quantity>();
        allocatable.put("cpu", new Quantity("64"));
        allocatable.put("memory", new Quantity("512Gi"));
        allocatable.put("pods", new Quantity("0")); // A real scheduler keeps away; the simulated one does not count.
        allocatable.put("devices.kubevirt.io/kvm", new Quantity("1000"));
        resources.forEach((resource, amount) -> allocatable.put(resource, new Quantity(amount.toString())));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(SIMULATED, "")
                .addToLabels(HOSTNAME, name)
                .addToLabels("kubernetes.io/arch", "amd64")
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubevirt.io/schedulable", "true")
                .addToLabels("node-role.kubernetes.io/worker", "")
                .endMetadata()
                .withNewStatus()
                .withCapacity(allocatable)
                .withAllocatable(allocatable)
                .addNewAddress(address, "InternalIP")
                .addNewAddress(name, "Hostname")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .withMessage("kubelet is posting ready status")
                .endCondition()
                .endStatus()
                .build();
    }
}
