package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.simulators.Writes.Op;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How an instance goes: by deletion, or because its guest ended. */
final class InstanceEnding {

    private final Cluster cluster;
    private final Pace pace;
    private final WorkQueue queue;
    private final VirtHandler handler;
    private final Writes writes;

    InstanceEnding(Cluster cluster, Pace pace, WorkQueue queue, VirtHandler handler) {
        this.cluster = cluster;
        this.pace = pace;
        this.queue = queue;
        this.handler = handler;
        this.writes = new Writes(cluster.client, Kinds.INSTANCE, VirtController.MANAGER);
    }

    /**
     * Whether the machine's status says this much already. Real guests take longer than the status does; at full speed
     * that has to be waited for, so that no state is skipped.
     */
    static boolean machineShows(Cluster cluster, GenericKubernetesResource instance, Predicate<Tree> wanted) {
        return cluster.machines
                .find(Key.of(instance))
                .filter(machine -> Owners.owns(machine, instance))
                .map(machine -> wanted.test(Tree.of(machine).at("status")))
                .orElse(true);
    }

    private static boolean ends(Tree machineStatus) {
        return machineStatus.is("Stopping", "printableStatus") || machineStatus.is("Terminating", "printableStatus");
    }

    /** An instance whose guest ended by itself keeps its object, without the finalizers. */
    void release(GenericKubernetesResource instance) {
        if (!instance.getMetadata().getFinalizers().isEmpty()) {
            finalizers(instance, List.of());
        }
    }

    /** One step of a deletion: the pod first, then the guest, then the finalizers. */
    void end(GenericKubernetesResource instance, Optional<Pod> pod) {
        var finalizers = instance.getMetadata().getFinalizers();
        if (pod.isPresent()) {
            if (pod.get().getMetadata().getDeletionTimestamp() == null) {
                cluster.client.resource(pod.get()).delete();
            }
            var status = InstanceStatus.of(instance);
            if (!InstanceController.isFinal(instance)
                    && !Tree.of(instance)
                            .at("status")
                            .equals(status.terminating().tree())) {
                writes.patch(instance, List.of(Op.add("/status", status.tree().map())));
            } else if (!InstanceController.isFinal(instance)
                    && machineShows(cluster, instance, InstanceEnding::ends)
                    && queue.waited(
                            Key.of(instance), "halt " + instance.getMetadata().getUid(), pace.step())) {
                handler.end(instance, "Succeeded");
            } else if (InstanceController.isFinal(instance) && finalizers.contains(VirtController.FINALIZER)) {
                finalizers(instance, without(finalizers, VirtController.FINALIZER));
            }
        } else if (!InstanceController.isFinal(instance) && !Tree.of(instance).is("Pending", "status", "phase")) {
            handler.end(instance, "Succeeded");
        } else if (!finalizers.isEmpty()) {
            finalizers(instance, List.of());
        }
    }

    private void finalizers(GenericKubernetesResource instance, List<String> left) {
        writes.patch(instance, List.of(Op.add("/metadata/finalizers", left)));
    }

    private static List<String> without(List<String> finalizers, String one) {
        var rest = new ArrayList<>(finalizers);
        rest.remove(one);
        return rest;
    }
}
