package dev.novasphere.cluster;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.MachineResource;
import dev.novasphere.desired.AddressClaim;
import dev.novasphere.desired.AddressClaim.Wanted;
import dev.novasphere.desired.Labels;
import dev.novasphere.observed.Leases;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Takes for one machine the addresses that it has not: who makes the lease of an address first has it. */
final class LeaseTaker {
    private static final Logger LOG = Logger.getLogger(LeaseTaker.class);

    private final KubernetesClient client;
    private final KnownLeases leases;
    private final LeaseHolders holders;
    private final MachineResource owner;

    LeaseTaker(KubernetesClient client, KnownLeases leases, LeaseHolders holders, MachineResource owner) {
        this.client = client;
        this.leases = leases;
        this.holders = holders;
        this.owner = owner;
    }

    /**
     * Takes one after the other and stops where somebody else was first: a machine that waits takes no more. Returns what
     * it did not get.
     */
    Optional<Leases.Refused> take(List<AddressClaim> claims, Predicate<AddressClaim> isDerivedByAnother) {
        return claims.stream()
                .sorted(Comparator.comparing(AddressClaim::order))
                .filter(claim -> claim.isOpen() && claim.refused().isEmpty() && !isMet(claim))
                .filter(claim -> isDerivedByAnother.test(claim) || !take(claim))
                .findFirst()
                .map(AddressClaim::inUse);
    }

    /**
     * Deletes exactly this lease, not another that somebody has made of its name meanwhile: by its version, for the client
     * knows no other precondition.
     */
    void giveBack(AddressLease lease) {
        try {
            client.resource(lease)
                    .lockResourceVersion(lease.getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            LOG.warnf("AddressLease %s has changed meanwhile and is looked at again.", name(lease));
            return;
        }
        leases.deleted(lease);
    }

    /** The machine's leases as the API server has them. */
    List<AddressLease> stored() {
        return client.resources(AddressLease.class)
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.MANAGER, Labels.UID, owner.uid()))
                .list()
                .getItems();
    }

    private boolean isMet(AddressClaim claim) {
        return leases.of(owner.uid()).stream().anyMatch(claim::isMetBy);
    }

    private boolean take(AddressClaim claim) {
        return switch (claim.wanted()) {
            case Wanted.Address(var address) -> take(claim, address.toString());
            case Wanted.Mac(var address) -> take(claim, address);
            case Wanted.OfPool pool -> takeFrom(claim, pool);
        };
    }

    private boolean take(AddressClaim claim, String address) {
        var there = leases.get(claim.leaseName(address)).or(() -> make(claim, address));
        if (there.isPresent() && holders.hasGone(there.get())) {
            giveBack(there.get());
            there = make(claim, address);
        }
        return there.isEmpty() || isOurs(there.get());
    }

    /** Looks for a lease of an earlier leader first, which the cache may not have yet; but not where nothing is free. */
    private boolean takeFrom(AddressClaim claim, Wanted.OfPool pool) {
        var lost = new HashSet<String>();
        Predicate<String> isTaken = name -> lost.contains(name) || leases.isTaken(name);
        var free = pool.lowestFree(ip -> isTaken.test(claim.leaseName(ip.toString())));
        if (free.isEmpty()) {
            var abandoned = new AbandonedLeases(leases, holders);
            pool.pool().stream()
                    .flatMap(from -> abandoned.of(claim.segment(), from).stream())
                    .forEach(this::giveBack);
            free = pool.lowestFree(ip -> isTaken.test(claim.leaseName(ip.toString())));
        }
        if (free.isPresent()) {
            var earlier = stored().stream().filter(claim::isMetBy).findFirst();
            if (earlier.isPresent()) {
                leases.made(earlier.get());
                return true;
            }
        }
        while (free.isPresent()) {
            var address = free.get().toString();
            var name = claim.leaseName(address);
            if (leases.reserve(name)) {
                try {
                    if (leases.get(name).or(() -> make(claim, address)).isEmpty()) {
                        return true;
                    }
                } finally {
                    leases.release(name);
                }
                lost.add(name);
            }
            free = pool.lowestFree(ip -> isTaken.test(claim.leaseName(ip.toString())));
        }
        return false;
    }

    private boolean isOurs(AddressLease lease) {
        return KnownLeases.holder(lease).equals(owner.uid());
    }

    /** Who was first; empty: we were. */
    private Optional<AddressLease> make(AddressClaim claim, String address) {
        var wanted = claim.lease(owner, address);
        try {
            leases.made(client.resource(wanted).create());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
        var there = client.resources(AddressLease.class).withName(name(wanted)).get();
        if (there == null) {
            throw new IllegalStateException(
                    "The lease of address %s was there and has gone; it is asked for again.".formatted(address));
        }
        leases.made(there);
        return Optional.of(there);
    }

    private static String name(AddressLease lease) {
        return lease.getMetadata().getName();
    }
}
