package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Plays virt-controller's part for machines: makes and ends their instances and reports in their status. */
final class VirtController implements AutoCloseable {

    static final String FINALIZER = "kubevirt.io/virtualMachineControllerFinalize";
    static final String MANAGER = "virt-controller";

    private final Cluster cluster;
    private final Pace pace;
    private final Writes machines;
    private final Writes admission;
    private final Writes instances;
    private final WorkQueue queue = new WorkQueue("virt-controller-vm", this::pass);

    /** Templates that instances were started from, by uid; upstream keeps them in ControllerRevisions. */
    private final Map<String, Tree> started = new ConcurrentHashMap<>();

    VirtController(Cluster cluster, Pace pace) {
        this.cluster = cluster;
        this.pace = pace;
        this.machines = new Writes(cluster.client, Kinds.VIRTUAL_MACHINE, MANAGER);
        this.admission = new Writes(cluster.client, Kinds.VIRTUAL_MACHINE, KubeVirtSimulator.VIRT_API);
        this.instances = new Writes(cluster.client, Kinds.INSTANCE, MANAGER);
        cluster.machines.onChange(machine -> queue.add(Key.of(machine)));
        cluster.instances.onChange(instance -> queue.add(Key.of(instance)));
        cluster.dataVolumes.onChange(volume ->
                cluster.instances.indexed(Key.of(volume).toString()).forEach(instance -> queue.add(Key.of(instance))));
    }

    private void pass(Key key) {
        var found = cluster.machines.find(key);
        if (found.isEmpty()) {
            queue.forget(key);
            return;
        }
        var machine = found.get();
        var instance = cluster.instances.find(key).filter(i -> Owners.owns(machine, i));
        if (machine.getMetadata().getDeletionTimestamp() != null) {
            end(machine, instance);
        } else if (!machine.getMetadata().getFinalizers().contains(FINALIZER)) {
            adopt(machine);
        } else if (!Tree.of(machine).has("status", "printableStatus")) {
            machines.status(machine, Tree.empty().put("printableStatus", "Stopped"));
        } else {
            run(machine, instance);
        }
    }

    private void adopt(GenericKubernetesResource machine) {
        var missing = MachineDefaults.missing(machine);
        if (missing.isEmpty()) {
            machines.patch(machine, MachineDefaults.metadata(machine));
        } else {
            admission.patch(machine, missing);
        }
    }

    private void run(GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance) {
        var failure = startFailure(machine, instance);
        switch (PowerPlan.of(machine, instance)) {
            case START -> start(machine, failure);
            case STOP -> {
                // The requests first: they say what comes after, and the instance is not seen again once it ends.
                report(machine, instance, failure);
                instances.resource(instance.orElseThrow()).delete();
            }
            case LEAVE -> {
                instance.ifPresent(i -> update(machine, i));
                report(machine, instance, failure);
            }
        }
    }

    private void start(GenericKubernetesResource machine, Optional<StartFailure> failure) {
        var key = Key.of(machine);
        var mayStart = failure.map(f -> queue.waited(key, "back-off " + f.lastUid(), pace.backOff(f.count())))
                .orElse(true);
        var refusal = NewInstance.refusal(machine);
        if (!mayStart) {
            report(machine, Optional.empty(), failure);
            return;
        }
        if (refusal.isPresent()) {
            machines.status(
                    machine,
                    status(machine, Optional.empty(), failure).failure(refusal).printed(Optional.empty(), List.of()));
            return;
        }
        var made = instances.resource(NewInstance.of(machine)).create();
        started.put(made.getMetadata().getUid(), template(machine));
        // As upstream: this pass has not seen the new instance yet, only its printable status has.
        machines.status(
                machine,
                status(machine, Optional.empty(), failure)
                        .failure(Optional.empty())
                        .printed(Optional.of(made), List.of()));
    }

    private void update(GenericKubernetesResource machine, GenericKubernetesResource instance) {
        if (LiveUpdate.applies(instance)) {
            var changes = LiveUpdate.of(template(machine), instance);
            if (!changes.isEmpty()) {
                instances.patch(instance, changes);
            }
        }
    }

    private void report(
            GenericKubernetesResource machine,
            Optional<GenericKubernetesResource> instance,
            Optional<StartFailure> failure) {
        machines.status(
                machine,
                status(machine, instance, failure)
                        .failure(Optional.empty())
                        .requests(requests(Tree.of(machine), instance))
                        .printed(
                                instance,
                                instance.map(i -> InstanceObstacle.dataVolumePhases(i, cluster))
                                        .orElse(List.of())));
    }

    private MachineStatus status(
            GenericKubernetesResource machine,
            Optional<GenericKubernetesResource> instance,
            Optional<StartFailure> failure) {
        var status = MachineStatus.of(machine).instance(instance).startFailure(failure);
        instance.filter(LiveUpdate::applies)
                .ifPresent(i -> status.restartRequired(
                        i,
                        RestartRequired.of(
                                started.computeIfAbsent(i.getMetadata().getUid(), _ -> template(machine)),
                                template(machine),
                                i)));
        return status;
    }

    private static Tree template(GenericKubernetesResource machine) {
        return Tree.of(machine).at("spec", "template", "spec").copy();
    }

    /** A start that ended before the guest ran counts; a guest that runs clears the count. */
    private Optional<StartFailure> startFailure(
            GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance) {
        var known = StartFailure.of(Tree.of(machine));
        if (instance.isEmpty()) {
            return PowerPlan.strategy(Tree.of(machine)).equals("Halted") ? Optional.empty() : known;
        }
        var uid = instance.get().getMetadata().getUid();
        var ran = Tree.of(instance.get()).items("status", "phaseTransitionTimestamps").stream()
                .anyMatch(t -> t.is("Running", "phase"));
        if (ran) {
            return Optional.empty();
        }
        var ended = InstanceController.isFinal(instance.get());
        var deleted = instance.get().getMetadata().getDeletionTimestamp() != null;
        var counted = known.filter(f -> f.lastUid().equals(uid)).isPresent();
        return ended && !deleted && !counted ? Optional.of(StartFailure.after(known, uid, pace)) : known;
    }

    /** The open requests: a Start is done when an instance is there, a Stop when its own is gone. */
    private static List<Tree> requests(Tree machine, Optional<GenericKubernetesResource> instance) {
        var open = new ArrayList<Tree>();
        for (var request : machine.items("status", "stateChangeRequests")) {
            var stopOpen = instance.filter(i -> request.is(i.getMetadata().getUid(), "uid"))
                    .isPresent();
            var stopAhead = machine.items("status", "stateChangeRequests").size() > 1;
            if (request.is("Stop", "action") ? stopOpen : instance.isEmpty() || stopAhead) {
                open.add(request);
            }
        }
        var failed =
                instance.filter(i -> Tree.of(i).is("Failed", "status", "phase")).isPresent();
        if (failed && open.isEmpty() && PowerPlan.strategy(machine).equals("RerunOnFailure")) {
            open.add(Tree.empty().put("action", "Start"));
        }
        return open;
    }

    private void end(GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance) {
        if (!machine.getMetadata().getFinalizers().contains(FINALIZER)) {
            return;
        }
        if (instance.isPresent()) {
            report(machine, instance, StartFailure.of(Tree.of(machine)));
            if (instance.get().getMetadata().getDeletionTimestamp() == null) {
                instances.resource(instance.get()).delete();
            }
        } else if (instances
                        .client()
                        .genericKubernetesResources(Kinds.INSTANCE)
                        .inNamespace(machine.getMetadata().getNamespace())
                        .withName(machine.getMetadata().getName())
                        .get()
                == null) {
            // Asked once more without the cache: an instance made a moment ago must not be left behind.
            var others = machine.getMetadata().getFinalizers().stream()
                    .filter(f -> !f.equals(FINALIZER))
                    .toList();
            machines.patch(machine, List.of(Writes.Op.add("/metadata/finalizers", others)));
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
