package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Plays the scheduler's and the kubelets' part for every pod: binds it, starts it with an address of its own, and lets
 * it go when it is deleted.
 */
final class KubeletSimulator implements AutoCloseable {

    private static final String UNPAUSED = "kubevirt.io/virtual-machine-unpaused";

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
        }
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
        } else if (disksFilled(pod) && queue.waited(key, "start", pace.step())) {
            cluster.client.resource(running(pod)).updateStatus();
        }
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

    private Pod running(Pod pod) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        int n = address.incrementAndGet();
        var ip = "10.%d.%d.%d".formatted(244 + n / 65_000 % 10, n / 250 % 250, 2 + n % 250);
        var started = pod.getSpec().getContainers().stream()
                .map(c -> new ContainerStatusBuilder()
                        .withName(c.getName())
                        .withImage(c.getImage())
                        .withImageID(c.getImage())
                        .withReady(true)
                        .withStarted(true)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewRunning(now)
                        .endState()
                        .build())
                .toList();
        return pod.edit()
                .editStatus()
                .withPhase("Running")
                .withPodIP(ip)
                .withPodIPs(new io.fabric8.kubernetes.api.model.PodIP(ip))
                .withStartTime(now)
                .withContainerStatuses(started)
                .withConditions(conditions(pod, true, now))
                .endStatus()
                .build();
    }

    /** The launcher's readiness gate is closed while its guest is paused, and the pod is then not ready. */
    static List<PodCondition> conditions(Pod pod, boolean ready, String now) {
        var types = Stream.of("PodScheduled", "Initialized", "ContainersReady", "Ready");
        var gates = LauncherPod.isLauncher(pod) ? Stream.of(UNPAUSED) : Stream.<String>of();
        return Stream.concat(types, gates)
                .map(type -> new PodConditionBuilder()
                        .withType(type)
                        .withStatus(ready || (!type.equals("Ready") && !type.equals(UNPAUSED)) ? "True" : "False")
                        .withLastTransitionTime(now)
                        .build())
                .toList();
    }

    private void waitForImage(Pod pod, String message) {
        if (!pod.getStatus().getContainerStatuses().isEmpty()) {
            return;
        }
        List<ContainerStatus> waiting = pod.getSpec().getContainers().stream()
                .map(c -> new ContainerStatusBuilder()
                        .withName(c.getName())
                        .withImage(c.getImage())
                        .withImageID("")
                        .withReady(false)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewWaiting(message, "ImagePullBackOff")
                        .endState()
                        .build())
                .toList();
        var copy = pod.edit()
                .editStatus()
                .withContainerStatuses(waiting)
                .endStatus()
                .build();
        cluster.client.resource(copy).updateStatus();
    }

    @Override
    public void close() {
        queue.close();
    }
}
