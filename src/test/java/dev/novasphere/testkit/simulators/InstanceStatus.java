package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An instance's next status, as virt-controller words it. */
final class InstanceStatus {

    private final Tree status;
    private final ConditionList conditions;

    private InstanceStatus(GenericKubernetesResource instance) {
        this.status = Tree.of(instance).at("status").copy();
        this.conditions = ConditionList.kubeVirt(status.items("conditions"));
    }

    static InstanceStatus of(GenericKubernetesResource instance) {
        return new InstanceStatus(instance);
    }

    /** Enters a phase and notes when; what never notes Running counts as a failed start. */
    InstanceStatus phase(String phase) {
        status.put("phase", phase);
        var transitions = new ArrayList<Map<String, Object>>(status.items("phaseTransitionTimestamps").stream()
                .map(Tree::map)
                .toList());
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        transitions.add(new LinkedHashMap<>(Map.of("phase", phase, "phaseTransitionTimestamp", now)));
        status.put("phaseTransitionTimestamps", transitions);
        return this;
    }

    ConditionList conditions() {
        return conditions;
    }

    InstanceStatus blocked(InstanceObstacle obstacle) {
        conditions.without("PodScheduled");
        conditions.no("Synchronized", obstacle.reason(), obstacle.message());
        if (obstacle.reason().equals(InstanceObstacle.CLAIM_MISSING)) {
            conditions.no("PodScheduled", "Unschedulable", obstacle.message());
        }
        return this;
    }

    InstanceStatus cleared() {
        conditions.without("Synchronized").without("PodScheduled");
        return this;
    }

    InstanceStatus dataVolumes(List<String> phases) {
        if (phases.isEmpty()) {
            return this;
        }
        if (phases.stream().allMatch(VolumePhase.FILLED::equals)) {
            conditions.yes("DataVolumesReady", "AllDVsReady", "All of the VMI's DVs are bound and ready");
        } else {
            conditions.no("DataVolumesReady", "NotAllDVsReady", "Not all of the VMI's DVs are ready");
        }
        return this;
    }

    InstanceStatus withoutPod() {
        conditions.no("Ready", "PodNotExists", "virt-launcher pod has not yet been scheduled");
        return this;
    }

    /** The launcher pod is made; what is known of the guest from now on is written at once. */
    InstanceStatus scheduling(GenericKubernetesResource instance, Pod pod) {
        phase("Scheduling");
        status.make("activePods").put(pod.getMetadata().getUid(), "");
        conditions.no("Ready", "GuestNotRunning", "Guest VM is not reported as running");
        LauncherFacts.atScheduling(instance).forEach(status::put);
        return this;
    }

    /** Copies what the launcher pod says: its node, why it has none, which image cannot be pulled. */
    InstanceStatus follow(Pod pod) {
        if (pod.getSpec().getNodeName() != null) {
            status.make("activePods")
                    .put(pod.getMetadata().getUid(), pod.getSpec().getNodeName());
            conditions.without("PodScheduled");
        }
        pod.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
                .forEach(c -> conditions.no("PodScheduled", c.getReason(), c.getMessage()));
        var waiting = pod.getStatus().getContainerStatuses().stream()
                .filter(c -> c.getState().getWaiting() != null)
                .map(c -> c.getState().getWaiting())
                .findFirst();
        waiting.ifPresentOrElse(
                w -> conditions.no("Synchronized", w.getReason(), w.getMessage()),
                () -> conditions.without("Synchronized"));
        return this;
    }

    /** The launcher runs. */
    InstanceStatus scheduled(GenericKubernetesResource instance, Pod pod) {
        phase("Scheduled");
        LauncherFacts.atScheduled(instance, pod).forEach(status::put);
        return this;
    }

    InstanceStatus ready(Pod pod) {
        if (isReady(pod)) {
            conditions.yes("Ready", "", "");
        } else {
            conditions.no("Ready", "PodConditionMissing", "virt-launcher pod is not ready");
        }
        return this;
    }

    InstanceStatus terminating() {
        conditions.no("Ready", "PodTerminating", "virt-launcher pod is terminating");
        return this;
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("Ready"))
                .map(PodCondition::getStatus)
                .anyMatch("True"::equals);
    }

    InstanceStatus put(String name, Object value) {
        status.put(name, value);
        return this;
    }

    Tree tree() {
        return status.put("conditions", conditions.toList());
    }
}
