package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.status.StatusChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the details of a status wait a moment for each other. A machine that starts changes them a dozen times within a
 * second or two; each would be a write, and nobody can read that fast. What people wait for is told at once.
 */
@ApplicationScoped
public class DetailDelay {
    /** The longest that a detail is kept back. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<String, Instant> due = new ConcurrentHashMap<>();

    /** Measures the delay by this clock. */
    public DetailDelay(Clock clock) {
        this.clock = clock;
    }

    /** How long the change to this status can still wait; empty: not at all, it is to be written now. */
    public Optional<Duration> left(MachineResource owner, WukongStatus status) {
        var before = Optional.ofNullable(owner.getStatus()).orElse(WukongStatus.NONE);
        if (status.equals(before) || new StatusChange(before, status).isAwaited()) {
            due.remove(owner.uid());
            return Optional.empty();
        }
        var now = clock.instant();
        var left = Duration.between(now, due.computeIfAbsent(owner.uid(), uid -> now.plus(LONGEST)));
        if (left.isPositive()) {
            return Optional.of(left);
        }
        due.remove(owner.uid());
        return Optional.empty();
    }

    /** Forgets an object that is about to go. */
    public void forget(MachineResource owner) {
        due.remove(owner.uid());
    }
}
