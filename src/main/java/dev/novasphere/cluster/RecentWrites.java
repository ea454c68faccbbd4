package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The children that we wrote a moment ago, until the caches show them. A pass on a cache that is behind would make them
 * once more, be refused by the API server, have to ask it why, and tell people of children that are missing.
 */
@ApplicationScoped
public class RecentWrites {
    /** After that long a cache is not behind: what it does not have, somebody has deleted before it got to know it. */
    static final Duration TRUST = Duration.ofSeconds(10);

    private record Key(Class<?> type, String name) {
        static Key of(HasMetadata object) {
            return new Key(object.getClass(), object.getMetadata().getName());
        }
    }

    private record Entry(HasMetadata object, Instant until) {}

    private final Clock clock;
    private final Map<String, Map<Key, Entry>> byOwner = new ConcurrentHashMap<>();

    /** Measures by this clock how long a cache may be behind. */
    public RecentWrites(Clock clock) {
        this.clock = clock;
    }

    /** Takes a child as the API server has stored it. */
    void remember(MachineResource owner, HasMetadata stored) {
        byOwner.computeIfAbsent(owner.uid(), uid -> new ConcurrentHashMap<>())
                .put(Key.of(stored), new Entry(stored, clock.instant().plus(TRUST)));
    }

    /** An owner's children of a kind: from the cache, or what we wrote where the cache is older than that. */
    <T extends HasMetadata> Stream<T> complete(MachineResource owner, Class<T> type, Stream<T> cached) {
        var recent = byOwner.get(owner.uid());
        if (recent == null) {
            return cached;
        }
        var children = cached.collect(Collectors.toMap(
                child -> child.getMetadata().getName(), Function.identity(), (one, other) -> one, LinkedHashMap::new));
        recent.entrySet().removeIf(entry -> entry.getKey().type().equals(type) && isSettled(entry, children));
        recent.forEach((key, entry) -> {
            if (key.type().equals(type)) {
                children.put(key.name(), type.cast(entry.object()));
            }
        });
        return children.values().stream();
    }

    /** Whether a cache is still behind, so that nothing will wake us when it was right after all. */
    boolean isWaitingFor(MachineResource owner) {
        var recent = byOwner.get(owner.uid());
        return recent != null && !recent.isEmpty();
    }

    /** Forgets an object that is about to go. */
    void forget(MachineResource owner) {
        byOwner.remove(owner.uid());
    }

    private boolean isSettled(Map.Entry<Key, Entry> entry, Map<String, ? extends HasMetadata> children) {
        var cached = children.get(entry.getKey().name());
        return (cached != null && version(cached) >= version(entry.getValue().object()))
                || entry.getValue().until().isBefore(clock.instant());
    }

    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }
}
