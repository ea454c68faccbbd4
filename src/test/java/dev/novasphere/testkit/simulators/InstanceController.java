package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.simulators.Writes.Op;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Plays virt-controller's part for instances: from the new object to its launcher pod, and from its end to nothing. */
final class InstanceController implements AutoCloseable {

    static final String FOREGROUND = "kubevirt.io/foregroundDeleteVirtualMachine";

    private final Cluster cluster;
    private final Pace pace;
    private final Writes writes;
    private final VirtHandler handler;
    private final WorkQueue queue = new WorkQueue("virt-controller-vmi", this::pass);

    InstanceController(Cluster cluster, Pace pace, Faults faults, GuestReport guests) {
        this.cluster = cluster;
        this.pace = pace;
        this.writes = new Writes(cluster.client, Kinds.INSTANCE, VirtController.MANAGER);
        this.handler = new VirtHandler(cluster, faults, guests);
        cluster.instances.onChange(instance -> queue.add(Key.of(instance)));
        cluster.pods.onChange(pod -> LauncherPod.machine(pod).ifPresent(queue::add));
        cluster.claims.onChange(claim -> wakeUsers(Key.of(claim)));
        cluster.dataVolumes.onChange(volume -> wakeUsers(Key.of(volume)));
        cluster.attachments.onChange(
                a -> wakePending(cluster.instances.inNamespace(a.getMetadata().getNamespace())));
        cluster.kubeVirts.onChange(_ -> wakePending(cluster.instances.all()));
        cluster.machines.onChange(machine -> queue.add(Key.of(machine)));
        faults.onChange(queue::add);
    }

    /**
     * Whether the machine's status says this much already. Real guests take longer than the status does; at full speed
     * that has to be waited for, so that no state is skipped.
     */
    private boolean machineShows(GenericKubernetesResource instance, Predicate<Tree> wanted) {
        return cluster.machines
                .find(Key.of(instance))
                .filter(machine -> Owners.owns(machine, instance))
                .map(machine -> wanted.test(Tree.of(machine).at("status")))
                .orElse(true);
    }

    private static boolean ends(Tree machineStatus) {
        return machineStatus.is("Stopping", "printableStatus") || machineStatus.is("Terminating", "printableStatus");
    }

    private void wakeUsers(Key claim) {
        cluster.instances.indexed(claim.toString()).forEach(instance -> queue.add(Key.of(instance)));
    }

    private void wakePending(Iterable<GenericKubernetesResource> instances) {
        instances.forEach(instance -> {
            if (Tree.of(instance).is("Pending", "status", "phase")) {
                queue.add(Key.of(instance));
            }
        });
    }

    static boolean isFinal(GenericKubernetesResource instance) {
        var status = Tree.of(instance).at("status");
        return status.is("Succeeded", "phase") || status.is("Failed", "phase");
    }

    private void pass(Key key) {
        var found = cluster.instances.find(key);
        if (found.isEmpty()) {
            queue.forget(key);
            return;
        }
        var instance = found.get();
        var pod = cluster.launcher(instance);
        if (instance.getMetadata().getDeletionTimestamp() != null) {
            end(instance, pod);
            return;
        }
        switch (Tree.of(instance).text("status", "phase").orElse("")) {
            case "" -> write(instance, InstanceStatus.of(instance).phase("Pending"));
            case "Pending" -> pending(instance, pod);
            case "Scheduling" -> pod.ifPresent(p -> scheduling(instance, p));
            case "Scheduled" -> {
                if (queue.waited(key, "boot " + instance.getMetadata().getUid(), pace.step())) {
                    handler.start(instance, pod);
                }
            }
            case "Running" -> pod.ifPresent(p -> running(instance, p));
            default -> release(instance);
        }
    }

    private void pending(GenericKubernetesResource instance, Optional<Pod> pod) {
        var status = InstanceStatus.of(instance);
        var obstacle = InstanceObstacle.of(instance, cluster);
        var phases = InstanceObstacle.dataVolumePhases(instance, cluster);
        if (pod.isPresent()) {
            write(instance, status.cleared().dataVolumes(phases).scheduling(instance, pod.get()));
        } else if (obstacle.isPresent()) {
            write(instance, status.blocked(obstacle.get()));
        } else if (phases.stream().allMatch(VolumePhase::letsPodStart)) {
            if (machineShows(instance, shown -> shown.has("created"))
                    && queue.waited(
                            Key.of(instance), "pod " + instance.getMetadata().getUid(), pace.step())) {
                cluster.client.resource(LauncherPod.of(instance, cluster)).create();
            }
        } else {
            write(instance, status.cleared().dataVolumes(phases).withoutPod());
        }
    }

    private void scheduling(GenericKubernetesResource instance, Pod pod) {
        var status = InstanceStatus.of(instance)
                .dataVolumes(InstanceObstacle.dataVolumePhases(instance, cluster))
                .follow(pod);
        if (InstanceStatus.isReady(pod) && VolumePhase.allFilled(instance, cluster)) {
            var labels = new HashMap<>(
                    Optional.ofNullable(instance.getMetadata().getLabels()).orElse(Map.of()));
            labels.put("kubevirt.io/nodeName", pod.getSpec().getNodeName());
            var changes = List.of(
                    Op.add("/metadata/labels", labels),
                    Op.add("/status", status.scheduled(instance, pod).tree().map()));
            writes.patch(instance, changes);
        } else {
            write(instance, status);
        }
    }

    private void running(GenericKubernetesResource instance, Pod pod) {
        var status = InstanceStatus.of(instance);
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            // Somebody deleted the launcher: the guest is shut down with it.
            handler.end(instance, "Succeeded");
            return;
        }
        var ready = status.ready(pod);
        if (!Tree.of(instance).at("status").equals(ready.tree())) {
            write(instance, ready);
        } else if (queue.waited(
                Key.of(instance), "guest " + instance.getMetadata().getUid(), pace.step())) {
            handler.report(instance, pod);
        }
    }

    /** An instance whose guest ended by itself keeps its object, without the finalizers. */
    private void release(GenericKubernetesResource instance) {
        if (!instance.getMetadata().getFinalizers().isEmpty()) {
            finalizers(instance, List.of());
        }
    }

    private void end(GenericKubernetesResource instance, Optional<Pod> pod) {
        var finalizers = instance.getMetadata().getFinalizers();
        if (pod.isPresent()) {
            if (pod.get().getMetadata().getDeletionTimestamp() == null) {
                cluster.client.resource(pod.get()).delete();
            }
            var status = InstanceStatus.of(instance);
            if (!isFinal(instance)
                    && !Tree.of(instance)
                            .at("status")
                            .equals(status.terminating().tree())) {
                write(instance, status);
            } else if (!isFinal(instance)
                    && machineShows(instance, InstanceController::ends)
                    && queue.waited(
                            Key.of(instance), "halt " + instance.getMetadata().getUid(), pace.step())) {
                handler.end(instance, "Succeeded");
            } else if (isFinal(instance) && finalizers.contains(VirtController.FINALIZER)) {
                finalizers(instance, without(finalizers, VirtController.FINALIZER));
            }
        } else if (!isFinal(instance) && !Tree.of(instance).is("Pending", "status", "phase")) {
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

    /** An instance has no status subresource: its status is written with the object. */
    private void write(GenericKubernetesResource instance, InstanceStatus status) {
        if (!Tree.of(instance).at("status").equals(status.tree())) {
            writes.patch(instance, List.of(Op.add("/status", status.tree().map())));
        }
    }

    VirtHandler handler() {
        return handler;
    }

    @Override
    public void close() {
        queue.close();
    }
}
