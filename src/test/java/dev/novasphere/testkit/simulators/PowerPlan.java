package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** What virt-controller does about a machine's instance, from the run strategy and the requests of virtctl. */
enum PowerPlan {
    LEAVE,
    START,
    STOP;

    static PowerPlan of(GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance) {
        var tree = Tree.of(machine);
        if (instance.filter(PowerPlan::ends).isPresent()) {
            return LEAVE;
        }
        var requests = StateChangeRequests.of(tree);
        var stopAsked = instance.filter(requests::askToStop).isPresent();
        var startAsked = requests.askToStart();
        var ended = instance.flatMap(i -> Tree.of(i).text("status", "phase")).orElse("");
        var strategy = strategy(tree);
        if (stopAsked) {
            return STOP;
        }
        return switch (strategy) {
            case "Always" -> startOr(instance, ended.equals("Succeeded") || ended.equals("Failed"));
            case "RerunOnFailure" ->
                instance.isPresent() || startAsked || changed(tree, strategy)
                        ? startOr(instance, ended.equals("Succeeded") || ended.equals("Failed"))
                        : LEAVE;
            case "Once" -> instance.isEmpty() && changed(tree, strategy) ? START : LEAVE;
            case "Manual" -> instance.isEmpty() && startAsked ? START : LEAVE;
            default -> instance.isPresent() ? STOP : LEAVE;
        };
    }

    private static PowerPlan startOr(Optional<GenericKubernetesResource> instance, boolean ended) {
        if (instance.isEmpty()) {
            return START;
        }
        return ended ? STOP : LEAVE;
    }

    /** The run strategy; the deprecated {@code spec.running} means Always or Halted. */
    static String strategy(Tree machine) {
        return machine.text("spec", "runStrategy")
                .orElseGet(() -> machine.is("true", "spec", "running") ? "Always" : "Halted");
    }

    /** A machine that comes from another strategy is started once, also under Once and RerunOnFailure. */
    private static boolean changed(Tree machine, String strategy) {
        return !machine.is(strategy, "status", "runStrategy");
    }

    private static boolean ends(GenericKubernetesResource instance) {
        return instance.getMetadata().getDeletionTimestamp() != null;
    }
}
