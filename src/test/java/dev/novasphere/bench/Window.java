package dev.novasphere.bench;

import java.time.Instant;

/**
 * A span of time.
 *
 * @param from the first moment inside
 * @param to the first moment after
 */
record Window(Instant from, Instant to) {
    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
