package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays the scheduler's and the kubelets' part for every pod that no real node will run: binds it, starts it with an address of its own, and lets
 * it go when it is deleted.
 */
final class KubeletSimulator implements AutoCloseable {

    private static final Duration MOUNT_AGAIN = Duration.ofMillis(300);

    private final Cluster cluster;
    private final Pace pace;
    private final Faults faults;
    private final SchedulerSimulator scheduler;
    private final WorkQueue queue = new WorkQueue("kubelet", this::pass);
    private final AtomicInteger address = new AtomicInteger();

    KubeletSimulator(Cluster cluster, Pace pace, Faults faults) {
        this.cluster = cluster;
        this.pace = pace;
        this.faults = faults;
        this.scheduler = new SchedulerSimulator(cluster, faults);
        cluster.pods.onChange(pod -> queue.add(Key.of(pod)));
        cluster.claims.onChange(
                claim -> cluster.pods.indexed(Key.of(claim).toString()).forEach(pod -> queue.add(Key.of(pod))));
        cluster.dataVolumes.onChange(
                volume -> cluster.pods.indexed(Key.of(volume).toString()).forEach(pod -> queue.add(Key.of(pod))));
        cluster.instances.onChange(instance -> {
            if (InstanceController.isFinal(instance)) {
                cluster.launcher(instance).ifPresent(pod -> queue.add(Key.of(pod)));
            }
        });
        faults.onChange(
                key -> cluster.instances.find(key).flatMap(cluster::launcher).ifPresent(pod -> queue.add(Key.of(pod))));
    }

    private void pass(Key key) {
        var found = cluster.pods.find(key);
        if (found.isEmpty()) {
            scheduler.forget(key);
            queue.forget(key);
            return;
        }
        var pod = found.get();
        if (isForARealNode(pod)) {
            return;
        }
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            if (guestEnded(pod) && queue.waited(key, "stop", pace.step())) {
                cluster.client.resource(pod).withGracePeriod(0).delete();
            }
        } else if (pod.getSpec().getNodeName() == null) {
            if (queue.waited(key, "schedule", pace.step())) {
                scheduler.schedule(pod);
            }
        } else if ("Pending".equals(pod.getStatus().getPhase())) {
            start(key, pod);
        } else if (LauncherPod.isLauncher(pod)
                && guestEnded(pod)
                && "Running".equals(pod.getStatus().getPhase())) {
            // The launcher's process ends with its guest.
            cluster.client.resource(PodReport.ended(pod)).updateStatus();
        }
    }

    private boolean isForARealNode(Pod pod) {
        return !SimulatedNode.SCHEDULER.equals(pod.getSpec().getSchedulerName())
                && cluster.nodes.all().stream().anyMatch(node -> !SimulatedNode.is(node));
    }

    /** A launcher goes after its guest; any other pod at once. */
    private boolean guestEnded(Pod pod) {
        return LauncherPod.machine(pod)
                .flatMap(cluster.instances::find)
                .filter(instance -> Owners.owns(instance, pod))
                .map(InstanceController::isFinal)
                .orElse(true);
    }

    private void start(Key key, Pod pod) {
        var image = faults.unpullable(pod);
        if (image.isPresent()) {
            waitForImage(pod, image.get());
        } else if (!secretsThere(pod)) {
            queue.addAfter(key, MOUNT_AGAIN);
        } else if (disksFilled(pod) && queue.waited(key, "start", pace.step())) {
            cluster.client.resource(PodReport.running(pod, nextAddress())).updateStatus();
        }
    }

    /** A pod whose Secret is missing stays in ContainerCreating; only an event of the pod says so. */
    private boolean secretsThere(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .map(volume -> cluster.client
                        .secrets()
                        .inNamespace(pod.getMetadata().getNamespace())
                        .withName(volume.getSecret().getSecretName())
                        .get())
                .allMatch(Objects::nonNull);
    }

    /** A launcher starts when its disks are filled; an importer is what fills them. */
    private boolean disksFilled(Pod pod) {
        return !LauncherPod.isLauncher(pod)
                || Cluster.claimsOf(pod).stream()
                        .allMatch(key -> cluster.dataVolumes
                                .find(key)
                                .map(volume -> Tree.of(volume).is("Succeeded", "status", "phase"))
                                .orElse(true));
    }

    private String nextAddress() {
        int n = address.incrementAndGet();
        return "10.%d.%d.%d".formatted(244 + n / 65_000 % 10, n / 250 % 250, 2 + n % 250);
    }

    private void waitForImage(Pod pod, String message) {
        if (pod.getStatus().getContainerStatuses().isEmpty()) {
            cluster.client
                    .resource(PodReport.waiting(pod, "ImagePullBackOff", message))
                    .updateStatus();
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
