package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Starts that ended before the guest ran, in a row. */
record StartFailure(int count, String lastUid, Instant retryAfter) {

    static Optional<StartFailure> of(Tree machine) {
        return machine.has("status", "startFailure")
                ? Optional.of(new StartFailure(
                        machine.number(0, "status", "startFailure", "consecutiveFailCount"),
                        machine.text("status", "startFailure", "lastFailedVMIUID")
                                .orElse(""),
                        machine.text("status", "startFailure", "retryAfterTimestamp")
                                .map(Instant::parse)
                                .orElse(Instant.EPOCH)))
                : Optional.empty();
    }

    /** A start that ended before the guest ran counts; a guest that runs clears the count, and so does Halted. */
    static Optional<StartFailure> next(
            GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance, Pace pace) {
        var known = of(Tree.of(machine));
        if (instance.isEmpty()) {
            return PowerPlan.strategy(Tree.of(machine)).equals("Halted") ? Optional.empty() : known;
        }
        var uid = instance.get().getMetadata().getUid();
        var ran = Tree.of(instance.get()).items("status", "phaseTransitionTimestamps").stream()
                .anyMatch(t -> t.is("Running", "phase"));
        if (ran) {
            return Optional.empty();
        }
        var failed = InstanceController.isFinal(instance.get()) && !Owners.isEnding(instance.get());
        var counted = known.filter(f -> f.lastUid().equals(uid)).isPresent();
        return failed && !counted ? Optional.of(after(known, uid, pace)) : known;
    }

    private static StartFailure after(Optional<StartFailure> previous, String uid, Pace pace) {
        int count = previous.map(StartFailure::count).orElse(0) + 1;
        return new StartFailure(count, uid, Instant.now().plus(pace.backOff(count)));
    }

    Tree tree() {
        return Tree.empty()
                .put("consecutiveFailCount", count)
                .put("lastFailedVMIUID", lastUid)
                .put(
                        "retryAfterTimestamp",
                        retryAfter.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
