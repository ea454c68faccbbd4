package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of an instance's status that follow from its spec and its launcher alone. */
final class LauncherFacts {

    private LauncherFacts() {}

    /** What virt-controller writes when the launcher pod has been made. */
    static Map<String, Object> atScheduling(GenericKubernetesResource instance) {
        var spec = Tree.of(instance).at("spec");
        var facts = new LinkedHashMap<String, Object>();
        facts.put("currentCPUTopology", topology(spec));
        spec.text("domain", "memory", "guest")
                .ifPresent(guest -> facts.put(
                        "memory", Map.of("guestAtBoot", guest, "guestCurrent", guest, "guestRequested", guest)));
        facts.put("runtimeUser", 107);
        facts.put("qosClass", "Burstable");
        facts.put("launcherContainerImageVersion", LauncherPod.IMAGE);
        facts.put("virtualMachineRevisionName", revision(instance));
        return facts;
    }

    static Map<String, Object> topology(Tree spec) {
        var cpu = spec.at("domain", "cpu");
        return Map.of(
                "sockets", cpu.number(1, "sockets"),
                "cores", cpu.number(1, "cores"),
                "threads", cpu.number(1, "threads"));
    }

    private static String revision(GenericKubernetesResource instance) {
        var owner = instance.getMetadata().getOwnerReferences().getFirst().getUid();
        var generation = instance.getMetadata().getAnnotations().get("kubevirt.io/vm-generation");
        return "revision-start-vm-" + owner + "-" + generation;
    }

    /** What virt-controller writes when the launcher runs: until the guest does, only the pod network is reported. */
    static Map<String, Object> atScheduled(GenericKubernetesResource instance, Pod pod) {
        var spec = Tree.of(instance).at("spec");
        var facts = new LinkedHashMap<String, Object>();
        facts.put("nodeName", pod.getSpec().getNodeName());
        facts.put("migrationTransport", "Unix");
        facts.put("interfaces", podInterfaces(spec));
        facts.put("volumeStatus", volumes(spec));
        return facts;
    }

    private static List<Map<String, Object>> podInterfaces(Tree spec) {
        return spec.items("networks").stream()
                .filter(network -> network.has("pod"))
                .map(network -> Map.<String, Object>of("name", name(network), "podInterfaceName", "eth0"))
                .toList();
    }

    private static List<Map<String, Object>> volumes(Tree spec) {
        return spec.items("volumes").stream()
                .map(volume -> Map.<String, Object>of("name", name(volume), "target", ""))
                .toList();
    }

    private static String name(Tree named) {
        return named.text("name").orElseThrow();
    }
}
