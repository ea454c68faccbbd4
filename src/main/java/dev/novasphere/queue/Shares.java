package dev.novasphere.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many threads each tenant may have at a time: all of them while nobody else has asked for a while, else a quarter. Who
 * comes then finds a free thread, and an API server that is not kept busy by one tenant alone. To be called by one thread
 * at a time.
 */
final class Shares {
    private static final long MEMORY_NANOS = Duration.ofSeconds(10).toNanos();

    private final int threads;
    private final LongSupplier nanos;
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Long> lastAsked = new HashMap<>();

    Shares(int threads, LongSupplier nanos) {
        this.threads = threads;
        this.nanos = nanos;
    }

    void asked(String tenant) {
        long now = nanos.getAsLong();
        lastAsked.values().removeIf(last -> now - last > MEMORY_NANOS);
        lastAsked.put(tenant, now);
    }

    boolean hasRoomFor(String tenant) {
        long now = nanos.getAsLong();
        var isAlone = lastAsked.entrySet().stream()
                .noneMatch(other -> !other.getKey().equals(tenant) && now - other.getValue() <= MEMORY_NANOS);
        return running.getOrDefault(tenant, 0) < (isAlone ? threads : Math.max(1, threads / 4));
    }

    void begun(String tenant) {
        running.merge(tenant, 1, Integer::sum);
    }

    void ended(String tenant) {
        running.computeIfPresent(tenant, (name, count) -> count == 1 ? null : count - 1);
    }
}
