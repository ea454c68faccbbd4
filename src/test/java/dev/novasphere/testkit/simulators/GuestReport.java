package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The interfaces of a guest, as the hypervisor and, where it runs, the guest's agent report them. */
final class GuestReport {

    private final Predicate<GenericKubernetesResource> agent;
    private final GuestNetwork network;

    GuestReport(Cluster cluster, Predicate<GenericKubernetesResource> agent) {
        this.agent = agent;
        this.network = new GuestNetwork(cluster.client);
    }

    boolean agentConnects(GenericKubernetesResource instance) {
        return agent.test(instance);
    }

    /** Without the agent only the pod network's address is known: it is the pod's. */
    List<Map<String, Object>> interfaces(GenericKubernetesResource instance, Pod pod, boolean agent) {
        var spec = Tree.of(instance).at("spec");
        var reported = new ArrayList<Map<String, Object>>();
        int slot = 1;
        for (var nic : spec.items("domain", "devices", "interfaces")) {
            if (InterfaceSync.isAbsent(nic)) {
                slot++;
                continue;
            }
            var name = nic.text("name").orElseThrow();
            var onPodNetwork = spec.items("networks").stream().anyMatch(n -> n.is(name, "name") && n.has("pod"));
            var mac = nic.text("macAddress").orElseGet(() -> GuestNetwork.madeUp(instance, name));
            var report = new LinkedHashMap<String, Object>();
            report.put("name", name);
            report.put("mac", mac);
            report.put("linkState", "up");
            report.put("queueCount", 1);
            report.put("infoSource", agent ? "domain, guest-agent" : "domain");
            report.put("podInterfaceName", onPodNetwork ? "eth0" : LauncherPod.interfaceName(name));
            if (agent) {
                report.put("interfaceName", "enp" + slot + "s0");
            }
            var addresses = onPodNetwork
                    ? List.of(pod.getStatus().getPodIP())
                    : agent ? network.addresses(instance, mac) : List.<String>of();
            if (!addresses.isEmpty()) {
                report.put("ipAddress", addresses.getFirst());
                report.put("ipAddresses", addresses);
            }
            reported.add(report);
            slot++;
        }
        return reported;
    }
}
