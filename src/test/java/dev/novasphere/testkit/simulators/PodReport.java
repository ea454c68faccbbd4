package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** What a kubelet says of a pod. */
final class PodReport {

    private static final String UNPAUSED = "kubevirt.io/virtual-machine-unpaused";

    private PodReport() {}

    static Pod running(Pod pod, String address) {
        var now = now();
        var started = pod.getSpec().getContainers().stream()
                .map(c -> container(c)
                        .withReady(true)
                        .withStarted(true)
                        .withNewState()
                        .withNewRunning(now)
                        .endState()
                        .build())
                .toList();
        return pod.edit()
                .editStatus()
                .withPhase("Running")
                .withPodIP(address)
                .withPodIPs(new PodIP(address))
                .withStartTime(now)
                .withContainerStatuses(started)
                .withConditions(conditions(pod, true))
                .endStatus()
                .build();
    }

    /** The containers wait, and this is why. */
    static Pod waiting(Pod pod, String reason, String message) {
        List<ContainerStatus> waiting = pod.getSpec().getContainers().stream()
                .map(c -> container(c)
                        .withReady(false)
                        .withNewState()
                        .withNewWaiting(message, reason)
                        .endState()
                        .build())
                .toList();
        return pod.edit()
                .editStatus()
                .withContainerStatuses(waiting)
                .endStatus()
                .build();
    }

    static Pod ended(Pod pod) {
        return pod.edit().editStatus().withPhase("Succeeded").endStatus().build();
    }

    /** The launcher's readiness gate is closed while its guest is paused, and the pod is then not ready. */
    static Pod gated(Pod pod, boolean open) {
        return pod.edit()
                .editStatus()
                .withConditions(conditions(pod, open))
                .endStatus()
                .build();
    }

    private static List<PodCondition> conditions(Pod pod, boolean ready) {
        var now = now();
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

    private static ContainerStatusBuilder container(Container container) {
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withRestartCount(0);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
