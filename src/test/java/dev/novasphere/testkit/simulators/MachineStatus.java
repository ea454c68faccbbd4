package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine's next status. Fields that do not apply are absent, never false. */
final class MachineStatus {

    /** Conditions that are the machine's own; all others are its instance's, and stay when that is gone. */
    private static final List<String> OWN = List.of("Ready", "Failure", "Initialized", "RestartRequired");

    private final GenericKubernetesResource machine;
    private final Tree status;
    private final ConditionList conditions;

    private MachineStatus(GenericKubernetesResource machine) {
        this.machine = machine;
        this.status = Tree.of(machine).at("status").copy();
        this.conditions = ConditionList.kubeVirt(status.items("conditions"));
    }

    static MachineStatus of(GenericKubernetesResource machine) {
        return new MachineStatus(machine);
    }

    MachineStatus instance(Optional<GenericKubernetesResource> instance) {
        status.without("created").without("ready");
        var generation = machine.getMetadata().getGeneration().intValue();
        status.put("runStrategy", PowerPlan.strategy(Tree.of(machine)));
        status.put("desiredGeneration", generation).put("observedGeneration", generation);
        var snapshots = snapshotStatuses();
        if (!snapshots.isEmpty()) {
            status.put("volumeSnapshotStatuses", snapshots);
        }
        if (instance.isEmpty()) {
            conditions.no("Ready", "VMINotExists", "VMI does not exist").without("RestartRequired");
            return this;
        }
        status.put("created", true);
        var theirs = Tree.of(instance.get()).items("status", "conditions");
        var ready = theirs.stream().filter(c -> c.is("Ready", "type")).findFirst();
        ready.ifPresentOrElse(
                conditions::copy,
                () -> conditions.no("Ready", "VMIConditionMissing", "VMI is missing the Ready condition"));
        if (conditions.isTrue("Ready")) {
            status.put("ready", true);
        }
        var types = theirs.stream().map(c -> c.text("type").orElseThrow()).toList();
        conditions.types().stream()
                .filter(type -> !OWN.contains(type) && !types.contains(type))
                .forEach(conditions::without);
        theirs.stream().filter(c -> !OWN.contains(c.text("type").orElseThrow())).forEach(conditions::copy);
        return this;
    }

    MachineStatus failure(Optional<String> message) {
        message.ifPresentOrElse(
                text -> conditions.yes("Failure", "FailedCreate", text), () -> conditions.without("Failure"));
        return this;
    }

    /** A change that cannot reach the running guest; it clears when the change is taken back. */
    MachineStatus restartRequired(GenericKubernetesResource instance, Optional<String> message) {
        message.ifPresent(_ -> status.put(
                "observedGeneration",
                Integer.valueOf(instance.getMetadata().getAnnotations().get("kubevirt.io/vm-generation"))));
        message.ifPresentOrElse(
                text -> conditions.yes("RestartRequired", "", text), () -> conditions.without("RestartRequired"));
        return this;
    }

    MachineStatus startFailure(Optional<StartFailure> failure) {
        failure.ifPresentOrElse(f -> status.put("startFailure", f.tree().map()), () -> status.without("startFailure"));
        return this;
    }

    /** Drops the requests of virtctl that are done. */
    MachineStatus requests(List<Tree> open) {
        if (open.isEmpty()) {
            status.without("stateChangeRequests");
        } else {
            status.put("stateChangeRequests", open.stream().map(Tree::map).toList());
        }
        return this;
    }

    Tree printed(Optional<GenericKubernetesResource> instance, PrintableStatus.Volumes volumes) {
        status.put("conditions", conditions.toList());
        var view = new PrintableStatus.View(machine, instance, status, volumes);
        return status.put("printableStatus", PrintableStatus.of(view));
    }

    private List<Map<String, Object>> snapshotStatuses() {
        return Tree.of(machine).items("spec", "template", "spec", "volumes").stream()
                .map(volume -> {
                    var name = volume.text("name").orElse("");
                    var reason = InstanceVolumes.claim(volume).isPresent()
                            ? "No VolumeSnapshotClass: Volume snapshots are not configured for this StorageClass [%s]"
                            : "Snapshot is not supported for this volumeSource type [%s]";
                    return Map.<String, Object>of("name", name, "enabled", false, "reason", reason.formatted(name));
                })
                .toList();
    }
}
