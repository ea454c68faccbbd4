package dev.novasphere.testkit.simulators;

import java.time.Duration;

/**
 * How long the simulated world takes.
 *
 * @param step time between two states of one object
 * @param transfer how long an image import takes
 * @param progressReports how many intermediate figures an import reports; real imports often report none
 * @param backOff first pause after a failed start; the n-th pause is n² times as long, at most 30 times
 */
public record Pace(Duration step, Duration transfer, int progressReports, Duration backOff) {

    /** Every state is passed through, none is waited in: for tests and measurements. */
    public static Pace instant() {
        return new Pace(Duration.ZERO, Duration.ZERO, 0, Duration.ofMillis(200));
    }

    /** Slow enough for a person to read along: for the demo. */
    public static Pace human() {
        return new Pace(Duration.ofMillis(700), Duration.ofSeconds(6), 8, Duration.ofSeconds(10));
    }

    /** Pause before the start that follows the given number of failures in a row. */
    Duration backOff(int failures) {
        return backOff.multipliedBy(Math.min(30L, (long) failures * failures));
    }
}
