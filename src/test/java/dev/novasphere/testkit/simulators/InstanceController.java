package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.simulators.Writes.Op;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays virt-controller's part for instances: from the new object to its launcher pod, and from its end to nothing. */
final class InstanceController implements AutoCloseable {

    static final String FOREGROUND = "kubevirt.io/foregroundDeleteVirtualMachine";

    private final Cluster cluster;
    private final Pace pace;
    private final Writes writes;
    private final VirtHandler handler;
    private final InstanceEnding ending;
    private final WorkQueue queue = new WorkQueue("virt-controller-vmi", this::pass);

    InstanceController(Cluster cluster, Pace pace, Faults faults, GuestReport guests) {
        this.cluster = cluster;
        this.pace = pace;
        this.writes = new Writes(cluster.client, Kinds.INSTANCE, VirtController.MANAGER);
        this.handler = new VirtHandler(cluster, faults, guests);
        this.ending = new InstanceEnding(cluster, pace, queue, handler);
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
            ending.end(instance, pod);
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
            default -> ending.release(instance);
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
            if (InstanceEnding.machineShows(cluster, instance, shown -> shown.has("created"))
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
