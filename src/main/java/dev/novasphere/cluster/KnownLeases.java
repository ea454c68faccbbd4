package dev.novasphere.cluster;

import dev.novasphere.api.AddressLease;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who has which address: from the cache, and what we made or deleted a moment ago until the cache shows it. */
@ApplicationScoped
public class KnownLeases {
    /**
     * A lease that we made or deleted.
     *
     * @param lease the lease as it was stored
     * @param isGone whether it was deleted
     * @param until when the cache is not behind any longer
     */
    private record Own(AddressLease lease, boolean isGone, Instant until) {
        boolean isSettled(Optional<AddressLease> cached, Instant now) {
            return until.isBefore(now)
                    || (isGone
                            ? cached.filter(there -> uid(there).equals(uid(lease)))
                                    .isEmpty()
                            : cached.filter(there -> version(there) >= version(lease))
                                    .isPresent());
        }
    }

    private final KindCache<AddressLease> cache;
    private final Clock clock;
    private final Map<String, Own> recent = new ConcurrentHashMap<>();
    private final Set<String> beingTaken = ConcurrentHashMap.newKeySet();
    /** Names of leases, also of some that have gone. */
    private final Map<String, Set<String>> byHolder = new ConcurrentHashMap<>();

    /** Looks into the cache behind the facts. */
    public KnownLeases(ClusterFactsSource facts, Clock clock) {
        this.cache = facts.nodes().leases;
        this.clock = clock;
        facts.addLeaseListener(new ResourceEventHandler<>() {
            @Override
            public void onAdd(AddressLease lease) {
                index(lease);
            }

            @Override
            public void onUpdate(AddressLease before, AddressLease after) {
                index(after);
            }

            @Override
            public void onDelete(AddressLease lease, boolean finalStateUnknown) {
                recent.computeIfPresent(
                        name(lease), (name, own) -> uid(own.lease()).equals(uid(lease)) ? null : own);
                byHolder.computeIfPresent(holder(lease), (uid, names) -> {
                    names.remove(name(lease));
                    return names.isEmpty() ? null : names;
                });
            }
        });
        cache.all().forEach(this::index);
    }

    /** Tells somebody of each lease that goes. */
    void addListener(ClusterFactsSource facts, Consumer<AddressLease> gone) {
        facts.addLeaseListener(new ResourceEventHandler<>() {
            @Override
            public void onAdd(AddressLease lease) {
                // Nobody waits for an address to be taken.
            }

            @Override
            public void onUpdate(AddressLease before, AddressLease after) {
                // It says the same for ever.
            }

            @Override
            public void onDelete(AddressLease lease, boolean finalStateUnknown) {
                gone.accept(lease);
            }
        });
    }

    /** The lease of a name. */
    Optional<AddressLease> get(String name) {
        var cached = cache.get(name);
        var own = recent.get(name);
        if (own == null) {
            return cached;
        }
        if (own.isSettled(cached, clock.instant())) {
            recent.remove(name, own);
            return cached;
        }
        return own.isGone() ? Optional.empty() : Optional.of(own.lease());
    }

    /** The leases of a machine, in the order of their names. */
    List<AddressLease> of(String uid) {
        return byHolder.getOrDefault(uid, Set.of()).stream()
                .sorted()
                .flatMap(name -> get(name).stream())
                .filter(lease -> holder(lease).equals(uid))
                .toList();
    }

    /** Every lease in the cache. */
    List<AddressLease> all() {
        return cache.all();
    }

    /** Takes a lease as the API server has stored it. */
    void made(AddressLease lease) {
        recent.put(name(lease), new Own(lease, false, clock.instant().plus(RecentWrites.TRUST)));
        index(lease);
    }

    /** Takes note of a lease that was deleted. */
    void deleted(AddressLease lease) {
        recent.put(name(lease), new Own(lease, true, clock.instant().plus(RecentWrites.TRUST)));
    }

    /** Keeps all others of us from a name while one takes it; whether nobody else did. */
    boolean reserve(String name) {
        return beingTaken.add(name);
    }

    /** Ends {@link #reserve}. */
    void release(String name) {
        beingTaken.remove(name);
    }

    /** Whether somebody has an address or is taking it. */
    boolean isTaken(String name) {
        return beingTaken.contains(name) || get(name).isPresent();
    }

    static String holder(AddressLease lease) {
        return lease.getSpec().holder().uid();
    }

    private void index(AddressLease lease) {
        byHolder.compute(holder(lease), (uid, names) -> {
            var all = names == null ? ConcurrentHashMap.<String>newKeySet() : names;
            all.add(name(lease));
            return all;
        });
    }

    private static String name(AddressLease lease) {
        return lease.getMetadata().getName();
    }

    private static String uid(AddressLease lease) {
        return lease.getMetadata().getUid();
    }

    private static long version(AddressLease lease) {
        return Long.parseLong(lease.getMetadata().getResourceVersion());
    }
}
