package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/** How a deleted machine goes: its instance first, then the finalizer of virt-controller. */
record MachineEnding(Writes machines, Writes instances) {

    /** One step of a deletion. */
    void proceed(GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance) {
        if (!machine.getMetadata().getFinalizers().contains(VirtController.FINALIZER)) {
            return;
        }
        if (instance.isPresent()) {
            if (!Owners.isEnding(instance.get())) {
                instances.resource(instance.get()).delete();
            }
        } else if (noInstance(machine)) {
            var others = machine.getMetadata().getFinalizers().stream()
                    .filter(f -> !f.equals(VirtController.FINALIZER))
                    .toList();
            machines.patch(machine, List.of(Writes.Op.add("/metadata/finalizers", others)));
        }
    }

    /** Asked once more without the cache: an instance made a moment ago must not be left behind. */
    private boolean noInstance(GenericKubernetesResource machine) {
        return instances
                        .client()
                        .genericKubernetesResources(Kinds.INSTANCE)
                        .inNamespace(machine.getMetadata().getNamespace())
                        .withName(machine.getMetadata().getName())
                        .get()
                == null;
    }
}
