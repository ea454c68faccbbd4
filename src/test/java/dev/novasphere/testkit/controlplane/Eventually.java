package dev.novasphere.testkit.controlplane;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a condition, and says what was last seen if it never holds. */
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    public static <T> T see(String what, Duration patience, Callable<T> look, Predicate<T> wanted) throws Exception {
        Instant end = Instant.now().plus(patience);
        T last = look.call();
        while (!wanted.test(last)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(
                        what + " did not come true within " + patience.toSeconds() + " s; last seen: " + last);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            last = look.call();
        }
        return last;
    }
}
