package dev.novasphere.queue;

import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter.RateLimitState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often one object may have a pass: 20 at once, which is more than a machine needs to come up, and then ten a second.
 * Who changes a spec a hundred times a second is followed ten times. JOSDK's own limiter goes by the wall clock: set back
 * by an hour, it would let nobody pass for an hour.
 */
public final class PassRate implements RateLimiter<PassRate.Allowance> {
    private static final int AT_ONCE = 20;
    private static final Duration STEP = Duration.ofMillis(100);

    private final LongSupplier nanos;

    /** By the monotonic clock. */
    public PassRate() {
        this(System::nanoTime);
    }

    PassRate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What is left to one object. */
    public static final class Allowance implements RateLimitState {
        private int passes = AT_ONCE;
        private long counted;

        private Allowance(long now) {
            counted = now;
        }

        private void refill(long now) {
            long steps = (now - counted) / STEP.toNanos();
            passes = (int) Math.min(AT_ONCE, passes + steps);
            counted += steps * STEP.toNanos();
        }
    }

    @Override
    public Optional<Duration> isLimited(RateLimitState state) {
        if (!(state instanceof Allowance allowance)) {
            return Optional.empty();
        }
        long now = nanos.getAsLong();
        allowance.refill(now);
        if (allowance.passes == 0) {
            return Optional.of(STEP.minusNanos(now - allowance.counted));
        }
        allowance.passes--;
        return Optional.empty();
    }

    @Override
    public Allowance initState() {
        return new Allowance(nanos.getAsLong());
    }
}
