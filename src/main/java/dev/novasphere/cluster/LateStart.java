package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.observed.Observed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A start that takes too long. Something that the launcher pod mounts may be missing then: the kubelet waits for a Secret
 * without end, KubeVirt reports no more than Scheduling, and we may not look whether ours is there.
 */
@ApplicationScoped
public class LateStart {
    /** After that long a start is worth a second look. */
    public static final Duration USUAL_START = Duration.ofSeconds(30);

    private final Clock clock;
    /** When a start was last looked at, by the owner's uid. */
    private final Map<String, Instant> looks = new ConcurrentHashMap<>();

    /** Measures starts by this clock. */
    public LateStart(Clock clock) {
        this.clock = clock;
    }

    /** Whether to look again at a start: after the usual time, and then each time after twice as long. */
    boolean isDue(MachineResource owner, Observed observed) {
        if (!observed.waitsForLauncher()) {
            looks.remove(owner.uid());
            return false;
        }
        var begin = observed.instance()
                .map(instance -> Instant.parse(instance.getMetadata().getCreationTimestamp()))
                .orElseThrow();
        var last = looks.getOrDefault(owner.uid(), begin);
        var soFar = Duration.between(begin, last);
        var next = last.plus(soFar.compareTo(USUAL_START) > 0 ? soFar : USUAL_START);
        if (clock.instant().isBefore(next)) {
            return false;
        }
        looks.put(owner.uid(), clock.instant());
        return true;
    }

    /** Forgets an object that is about to go. */
    void forget(MachineResource owner) {
        looks.remove(owner.uid());
    }
}
