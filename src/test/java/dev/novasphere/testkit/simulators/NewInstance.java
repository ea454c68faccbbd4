package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The VirtualMachineInstance that virt-controller makes from a machine, with the API server's defaults in it. */
final class NewInstance {

    private static final String REFUSED =
            "Failure while starting VMI: admission webhook \"virtualmachineinstances-create-validator.kubevirt.io\" denied the request: ";

    private NewInstance() {}

    /**
     * Why the admission of instances refuses this machine's template, in virt-controller's words; empty if it does not.
     *
     * @param asked what somebody asked it to say
     */
    static Optional<String> refusal(GenericKubernetesResource machine, Optional<String> asked) {
        if (asked.isPresent()) {
            return Optional.of(REFUSED + asked.get());
        }
        var spec = Tree.of(machine).at("spec", "template", "spec");
        var domain = spec.at("domain");
        var architecture = spec.text("architecture").orElse("amd64");
        if (!List.of("amd64", "arm64", "s390x").contains(architecture)) {
            return Optional.of(REFUSED + "unsupported architecture: " + architecture);
        }
        var memory = domain.has("memory", "guest")
                || domain.has("memory", "hugepages", "pageSize")
                || domain.has("resources", "requests", "memory");
        return memory
                ? Optional.empty()
                : Optional.of(
                        REFUSED
                                + "no memory requested, at least one of 'spec.domain.memory.guest', 'spec.domain.memory.hugepages.pageSize' or 'spec.domain.resources.requests.memory' must be set");
    }

    static GenericKubernetesResource of(GenericKubernetesResource machine) {
        var template = Tree.of(machine).at("spec", "template");
        var instance = new GenericKubernetesResource();
        instance.setApiVersion("kubevirt.io/v1");
        instance.setKind("VirtualMachineInstance");
        instance.setMetadata(new ObjectMetaBuilder()
                .withNamespace(machine.getMetadata().getNamespace())
                .withName(machine.getMetadata().getName())
                .withLabels(strings(template.at("metadata", "labels")))
                .withAnnotations(strings(template.at("metadata", "annotations")))
                .addToAnnotations(
                        "kubevirt.io/vm-generation",
                        machine.getMetadata().getGeneration().toString())
                .withFinalizers(VirtController.FINALIZER, InstanceController.FOREGROUND)
                .withOwnerReferences(Owners.of(machine))
                .build());
        var spec = template.at("spec").copy();
        complete(spec);
        instance.setAdditionalProperty("spec", spec.map());
        return instance;
    }

    private static void complete(Tree spec) {
        var domain = spec.make("domain");
        var cpu = domain.make("cpu");
        for (var name : List.of("sockets", "cores", "threads")) {
            cpu.map().putIfAbsent(name, 1);
        }
        cpu.map().putIfAbsent("maxSockets", 4 * cpu.number(1, "sockets"));
        cpu.map().putIfAbsent("model", "host-model");
        domain.make("features").map().putIfAbsent("acpi", new HashMap<>(Map.of("enabled", true)));
        domain.text("memory", "guest")
                .ifPresent(guest -> domain.make("memory").map().putIfAbsent("maxGuest", fourTimes(guest)));
        if (spec.items("networks").isEmpty() && !domain.has("devices", "autoattachPodInterface")) {
            spec.put("networks", List.of(Map.of("name", "default", "pod", Map.of())));
            domain.make("devices").put("interfaces", List.of(Map.of("name", "default", "bridge", Map.of())));
        }
    }

    private static String fourTimes(String quantity) {
        var one = new Quantity(quantity);
        return new BigDecimal(one.getAmount()).multiply(BigDecimal.valueOf(4)).toPlainString() + one.getFormat();
    }

    private static Map<String, String> strings(Tree tree) {
        var strings = new HashMap<String, String>();
        tree.map().forEach((key, value) -> strings.put(key, value.toString()));
        return strings;
    }
}
