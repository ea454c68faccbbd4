package dev.novasphere.testkit.simulators;

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

    static StartFailure after(Optional<StartFailure> previous, String uid, Pace pace) {
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
