package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what virt-controller says of machines. */
final class MachineReports {

    private final Cluster cluster;
    private final Writes machines;

    /** Templates that instances were started from, by uid; upstream keeps them in ControllerRevisions. */
    private final Map<String, Tree> started = new ConcurrentHashMap<>();

    MachineReports(Cluster cluster, Writes machines) {
        this.cluster = cluster;
        this.machines = machines;
    }

    static Tree template(GenericKubernetesResource machine) {
        return Tree.of(machine).at("spec", "template", "spec").copy();
    }

    /** What there is to say of a machine and its instance. */
    void report(
            GenericKubernetesResource machine,
            Optional<GenericKubernetesResource> instance,
            Optional<StartFailure> failure) {
        machines.status(
                machine,
                status(machine, instance, failure)
                        .failure(Optional.empty())
                        .requests(requests(machine, instance))
                        .printed(instance, volumes(machine, instance)));
    }

    private PrintableStatus.Volumes volumes(
            GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance) {
        return new PrintableStatus.Volumes(
                instance.map(i -> InstanceObstacle.dataVolumePhases(i, cluster)).orElse(List.of()),
                InstanceObstacle.importFails(machine, cluster));
    }

    /** As upstream, the pass that makes an instance has not seen it yet: only its printable status has. */
    void reportStart(
            GenericKubernetesResource machine, GenericKubernetesResource made, Optional<StartFailure> failure) {
        started.put(made.getMetadata().getUid(), template(machine));
        machines.status(
                machine,
                status(machine, Optional.empty(), failure)
                        .failure(Optional.empty())
                        .printed(Optional.of(made), volumes(machine, Optional.empty())));
    }

    /** The admission of instances refused this machine's template. */
    void reportRefusal(GenericKubernetesResource machine, String message, Optional<StartFailure> failure) {
        machines.status(
                machine,
                status(machine, Optional.empty(), failure)
                        .failure(Optional.of(message))
                        .printed(Optional.empty(), volumes(machine, Optional.empty())));
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
                                i,
                                InterfaceSync.movesNetworks(cluster))));
        return status;
    }

    /** What is open of people's requests; under RerunOnFailure a crash is a request to start. */
    private static List<Tree> requests(
            GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance) {
        var open = StateChangeRequests.of(Tree.of(machine)).open(instance);
        var crashed =
                instance.filter(i -> Tree.of(i).is("Failed", "status", "phase")).isPresent();
        return crashed && open.isEmpty() && PowerPlan.strategy(Tree.of(machine)).equals("RerunOnFailure")
                ? List.of(new Tree(StateChangeRequests.start()))
                : open;
    }
}
