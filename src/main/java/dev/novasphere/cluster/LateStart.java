package dev.novasphere.cluster;

import dev.novasphere.observed.Observed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A start that takes too long. Something that the launcher pod mounts may be missing then: the kubelet waits for a Secret
 * without end, KubeVirt reports no more than Scheduling, and we may not look whether ours is there.
 */
public final class LateStart {
    /** After that long a start is worth a second look. */
    public static final Duration USUAL_START = Duration.ofSeconds(30);

    private LateStart() {}

    static boolean isSeenIn(Observed observed, Clock clock) {
        return observed.isStarting()
                && observed.instance()
                        .map(instance -> Instant.parse(instance.getMetadata().getCreationTimestamp()))
                        .filter(since -> since.plus(USUAL_START).isBefore(clock.instant()))
                        .isPresent();
    }
}
