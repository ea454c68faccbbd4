package dev.novasphere.desired;

import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.InstanceVolume;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.observed.Observed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which cloud-init Secrets are needed. The one that a running instance was started with stays as long as the instance: a
 * migration starts another launcher pod that mounts it. The VirtualMachine's annotation remembers the names, because
 * nothing may list Secrets.
 *
 * @param current the Secret of the present spec
 * @param inUse that one and those that the running instance refers to
 */
record CloudInitSecrets(String current, Set<String> inUse) {
    static CloudInitSecrets of(String current, Observed observed) {
        var remembered =
                observed.virtualMachine().map(CloudInitSecrets::rememberedBy).orElse(List.of());
        var inUse = new LinkedHashSet<String>();
        inUse.add(current);
        observed.instance()
                .map(instance -> instance.getSpec())
                .ifPresent(spec -> namedBy(spec).filter(remembered::contains).forEach(inUse::add));
        return new CloudInitSecrets(current, inUse);
    }

    /** The Secret that a guest has its network data from. */
    static Stream<String> namedBy(InstanceSpec spec) {
        return spec.volumes().stream()
                .map(InstanceVolume::cloudInitNoCloud)
                .flatMap(Stream::ofNullable)
                .map(InstanceVolume.NoCloud::networkDataSecretRef)
                .flatMap(Stream::ofNullable)
                .map(InstanceVolume.Named::name);
    }

    /** The names in the annotation of a VirtualMachine. */
    static List<String> rememberedBy(VirtualMachine machine) {
        var annotations = machine.getMetadata().getAnnotations();
        var names = annotations == null ? null : annotations.get(VirtualMachines.CLOUD_INIT_SECRETS);
        return names == null || names.isBlank() ? List.of() : List.of(names.split(","));
    }
}
