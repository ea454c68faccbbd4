package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/** The claims behind a machine's or an instance's volumes; a DataVolume's claim has its name. */
final class InstanceVolumes {

    private InstanceVolumes() {}

    /** Claim names of the volumes of a VirtualMachineInstance's spec. */
    static List<String> claims(Tree spec) {
        return spec.items("volumes").stream()
                .map(InstanceVolumes::claim)
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<String> claim(Tree volume) {
        return volume.text("dataVolume", "name").or(() -> volume.text("persistentVolumeClaim", "claimName"));
    }

    static List<String> claimKeys(GenericKubernetesResource instance) {
        var key = Key.of(instance);
        return claims(Tree.of(instance).at("spec")).stream()
                .map(name -> key.named(name).toString())
                .toList();
    }
}
