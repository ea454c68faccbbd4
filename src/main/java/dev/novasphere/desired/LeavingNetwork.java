package dev.novasphere.desired;

import dev.novasphere.external.InstanceNetwork;
import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.MachineInterface;
import dev.novasphere.observed.Observed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network that has left the spec while the running guest is still plugged into it. KubeVirt takes an interface out of a
 * running guest where the VirtualMachine's template has it as {@code absent}, and only one of a bridge; an interface that
 * is just left out stays in the guest until it is restarted (pkg/network/controllers/vm.go and the admitter of v1.8).
 *
 * @param nic the interface as the guest has it, marked as absent: any other difference would take a restart
 * @param network what it is connected to
 */
record LeavingNetwork(MachineInterface nic, InstanceNetwork network) {
    /** Those of a machine; none where no guest runs, or where it is about to end: its successor never had them. */
    static List<LeavingNetwork> of(List<NetworkPlan> plans, Observed observed) {
        if (!observed.instanceStays()) {
            return List.of();
        }
        var wanted = plans.stream().map(plan -> plan.network().name()).collect(Collectors.toSet());
        return observed.running().stream()
                .flatMap(spec -> leaving(spec, wanted))
                .toList();
    }

    private static Stream<LeavingNetwork> leaving(InstanceSpec running, Set<String> wanted) {
        return running.interfaces().stream()
                .filter(nic -> !wanted.contains(nic.name()) && nic.bridge() != null)
                .flatMap(nic -> running.networks().stream()
                        .filter(network -> network.name().equals(nic.name()) && network.multus() != null)
                        .map(network -> new LeavingNetwork(nic.absent(), network)));
    }
}
