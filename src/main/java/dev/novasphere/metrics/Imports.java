package dev.novasphere.metrics;

import dev.novasphere.external.DataVolume;
import dev.novasphere.external.DataVolumeStatus;
import dev.novasphere.observed.ObservedDisk;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The imports of one machine that have not ended. A volume that waits for its first consumer may do so for days; that is
 * no import yet. One that is found under way has been so since its DataVolume was made, as far as can be known.
 *
 * @param waiting the uids of DataVolumes whose import has not begun
 * @param begun when the others' began, by uid
 */
record Imports(Set<String> waiting, Map<String, Instant> begun) {
    static final Imports NONE = new Imports(Set.of(), Map.of());

    /** The phases of a running import; source: DataVolumePhase, CDI core/v1beta1. */
    private static final Set<String> UNDER_WAY = Set.of("ImportScheduled", "ImportInProgress");

    boolean isEmpty() {
        return waiting.isEmpty() && begun.isEmpty();
    }

    /** What is open after a look at the disks; hears of the time of each import that has succeeded since. */
    Imports after(Collection<ObservedDisk> disks, Instant now, Consumer<Duration> ended) {
        var stillWaiting = new HashSet<String>();
        var underWay = new HashMap<String, Instant>();
        disks.stream().flatMap(disk -> disk.dataVolume().stream()).forEach(volume -> {
            var uid = volume.getMetadata().getUid();
            var phase = phase(volume);
            if (phase.equals("Succeeded")) {
                ended(uid, now).ifPresent(ended);
            } else if (UNDER_WAY.contains(phase) || begun.containsKey(uid)) {
                underWay.put(uid, beginning(volume, now));
            } else {
                stillWaiting.add(uid);
            }
        });
        return new Imports(Set.copyOf(stillWaiting), Map.copyOf(underWay));
    }

    /** One so fast that nobody saw it under way took no time that could be told. */
    private Optional<Duration> ended(String uid, Instant now) {
        if (waiting.contains(uid)) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.ofNullable(begun.get(uid))
                .map(began -> began.isBefore(now) ? Duration.between(began, now) : Duration.ZERO);
    }

    private Instant beginning(DataVolume volume, Instant now) {
        var uid = volume.getMetadata().getUid();
        var unseen =
                waiting.contains(uid) ? now : Instant.parse(volume.getMetadata().getCreationTimestamp());
        return begun.getOrDefault(uid, unseen);
    }

    private static String phase(DataVolume volume) {
        var status = volume.getStatus() == null ? DataVolumeStatus.NONE : volume.getStatus();
        return status.phase() == null ? "" : status.phase();
    }
}
