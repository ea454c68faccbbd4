package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** Plays virt-controller's part for machines: makes and ends their instances and reports in their status. */
final class VirtController implements AutoCloseable {

    static final String FINALIZER = "kubevirt.io/virtualMachineControllerFinalize";
    static final String MANAGER = "virt-controller";

    private final Cluster cluster;
    private final Pace pace;
    private final Faults faults;
    private final Writes machines;
    private final Writes admission;
    private final Writes instances;
    private final MachineReports reports;
    private final MachineEnding ending;
    private final WorkQueue queue = new WorkQueue("virt-controller-vm", this::pass);

    VirtController(Cluster cluster, Pace pace, Faults faults) {
        this.cluster = cluster;
        this.pace = pace;
        this.faults = faults;
        this.machines = new Writes(cluster.client, Kinds.VIRTUAL_MACHINE, MANAGER);
        this.admission = new Writes(cluster.client, Kinds.VIRTUAL_MACHINE, KubeVirtSimulator.VIRT_API);
        this.instances = new Writes(cluster.client, Kinds.INSTANCE, MANAGER);
        this.reports = new MachineReports(cluster, machines);
        this.ending = new MachineEnding(machines, instances);
        faults.onChange(queue::add);
        cluster.kubeVirts.onChange(_ -> cluster.machines.all().forEach(machine -> queue.add(Key.of(machine))));
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
            if (instance.isPresent()) {
                reports.report(machine, instance, StartFailure.of(Tree.of(machine)));
            }
            ending.proceed(machine, instance);
        } else if (!machine.getMetadata().getFinalizers().contains(FINALIZER)) {
            adopt(machine);
        } else if (!Tree.of(machine).has("status", "printableStatus")) {
            machines.status(machine, Tree.empty().put("printableStatus", "Stopped"));
        } else if (!Tree.of(machine).has("spec", "template", "spec", "domain", "firmware", "uuid")) {
            // Somebody owned the identifier and dropped it: upstream writes the one that follows from the name.
            machines.patch(machine, MachineDefaults.uuidOfName(machine));
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
        var failure = StartFailure.next(machine, instance, pace);
        switch (PowerPlan.of(machine, instance)) {
            case START -> start(machine, failure);
            case STOP -> {
                // The requests first: they say what comes after, and the instance is not seen again once it ends.
                reports.report(machine, instance, failure);
                instances.resource(instance.orElseThrow()).delete();
            }
            case LEAVE -> {
                instance.ifPresent(i -> update(machine, i));
                InterfaceSync.cleared(machine, instance)
                        .ifPresentOrElse(
                                changes -> machines.patch(machine, changes),
                                () -> reports.report(machine, instance, failure));
            }
        }
    }

    private void start(GenericKubernetesResource machine, Optional<StartFailure> failure) {
        var key = Key.of(machine);
        var mayStart = failure.map(f -> queue.waited(key, "back-off " + f.lastUid(), pace.backOff(f.count())))
                .orElse(true);
        var refusal = NewInstance.refusal(machine, faults.refused(key));
        if (!mayStart) {
            reports.report(machine, Optional.empty(), failure);
        } else if (refusal.isPresent()) {
            reports.reportRefusal(machine, refusal.get(), failure);
        } else {
            reports.reportStart(
                    machine, instances.resource(NewInstance.of(machine)).create(), failure);
        }
    }

    private void update(GenericKubernetesResource machine, GenericKubernetesResource instance) {
        if (LiveUpdate.applies(instance)) {
            var changes =
                    LiveUpdate.of(MachineReports.template(machine), instance, InterfaceSync.movesNetworks(cluster));
            if (!changes.isEmpty()) {
                instances.patch(instance, changes);
            }
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
