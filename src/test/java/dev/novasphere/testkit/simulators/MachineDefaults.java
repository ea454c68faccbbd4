package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.simulators.Writes.Op;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What virt-api's mutating webhook adds to a machine's template where it is absent.
 *
 * <p>One difference: upstream adds these fields at admission, so that nobody owns them in {@code managedFields}.
 * {@link AdmissionPolicy} does the same for all but the firmware's random identifiers, which an admission policy cannot
 * draw; those are written right after creation and belong to field manager {@code virt-api}.
 */
final class MachineDefaults {

    private MachineDefaults() {}

    /** Changes of spec that make the template complete; empty where it is. */
    static List<Op> missing(GenericKubernetesResource machine) {
        var before = Tree.of(machine).at("spec", "template");
        var template = before.copy();
        var spec = template.make("spec");
        putIfAbsent(template.make("metadata", "annotations"), "kubevirt.io/pci-topology-version", "v3");
        putIfAbsent(spec, "architecture", "amd64");
        putIfAbsent(spec.make("domain", "machine"), "type", "q35");
        spec.make("domain", "resources");
        putIfAbsent(spec.make("domain", "firmware"), "uuid", UUID.randomUUID().toString());
        putIfAbsent(spec.make("domain", "firmware"), "serial", UUID.randomUUID().toString());
        return template.equals(before) ? List.of() : List.of(Op.add("/spec/template", template.map()));
    }

    /** The firmware's identifier as a hash of the machine's name; it takes the place of one that was dropped. */
    static List<Op> uuidOfName(GenericKubernetesResource machine) {
        var firmware = Tree.of(machine)
                .at("spec", "template", "spec", "domain", "firmware")
                .copy();
        var uuid = UUID.nameUUIDFromBytes(machine.getMetadata().getName().getBytes(StandardCharsets.UTF_8));
        return List.of(Op.add(
                "/spec/template/spec/domain/firmware",
                firmware.put("uuid", uuid.toString()).map()));
    }

    private static void putIfAbsent(Tree tree, String name, String value) {
        tree.map().putIfAbsent(name, value);
    }

    /** What virt-controller adds to a machine's own metadata. */
    static List<Op> metadata(GenericKubernetesResource machine) {
        var annotations = new java.util.HashMap<>(
                Optional.ofNullable(machine.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.put("kubevirt.io/latest-observed-api-version", "v1");
        annotations.put("kubevirt.io/storage-observed-api-version", "v1");
        var finalizers = new ArrayList<>(machine.getMetadata().getFinalizers());
        finalizers.add(VirtController.FINALIZER);
        return List.of(Op.add("/metadata/annotations", annotations), Op.add("/metadata/finalizers", finalizers));
    }
}
