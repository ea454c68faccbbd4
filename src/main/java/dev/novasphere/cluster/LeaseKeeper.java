package dev.novasphere.cluster;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.MachineResource;
import dev.novasphere.desired.AddressClaim;
import dev.novasphere.desired.AddressClaims;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.desired.ReturnableLeases;
import dev.novasphere.desired.Settings;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the addresses that machines ask of node networks, and gives them back. This comes before anything is written of a
 * machine: what it has not, its guest must not be told.
 */
@ApplicationScoped
public class LeaseKeeper {
    private final KubernetesClient client;
    private final KnownLeases leases;
    private final LeaseHolders holders;
    private final KnownMachines machines;
    /** Where machines wait for an address, by their uids; said before they ask, so that nothing goes unnoticed meanwhile. */
    private final Map<String, Set<AddressClaim.Segment>> waiting = new ConcurrentHashMap<>();

    /** Keeps leases through this client, and wakes those who wait when one goes. */
    public LeaseKeeper(
            KubernetesClient client,
            KnownLeases leases,
            LeaseHolders holders,
            KnownMachines machines,
            ClusterFactsSource facts) {
        this.client = client;
        this.leases = leases;
        this.holders = holders;
        this.machines = machines;
        leases.addListener(facts, lease -> facts.wake(machine -> isConcerned(machine, lease)));
    }

    /** What was seen of a machine, and which addresses it has; nothing is taken. */
    public Observed look(MachineResource owner, Observed seen) {
        return seen.with(new Leases(leases.of(owner.uid()), List.of()));
    }

    /** The same, after taking what it asks for and has not. */
    public Observed take(MachineResource owner, Settings settings, Observed seen) {
        var claims = AddressClaims.of(owner, settings, seen);
        var derived = AddressClaims.derived(owner, settings, seen);
        if (claims.isEmpty() && derived.isEmpty()) {
            waiting.remove(owner.uid());
            return look(owner, seen);
        }
        waiting.put(
                owner.uid(),
                Stream.concat(claims.stream(), derived.stream())
                        .map(AddressClaim::segment)
                        .collect(Collectors.toUnmodifiableSet()));
        var refused = derived.stream()
                .filter(claim -> isAnothers(owner, claim))
                .findFirst()
                .map(AddressClaim::inUse)
                .or(() -> taker(owner).take(claims, isDerivedByAnother(owner, settings, seen)));
        if (refused.isEmpty()) {
            waiting.remove(owner.uid());
        }
        return seen.with(new Leases(leases.of(owner.uid()), refused.stream().toList()));
    }

    /** Whether somebody has written the MAC address that this machine was made: it takes no lease of its own. */
    private boolean isAnothers(MachineResource owner, AddressClaim claim) {
        return claim.wanted() instanceof AddressClaim.Wanted.Mac(var address)
                && leases.get(claim.leaseName(address))
                        .filter(lease -> !KnownLeases.holder(lease).equals(owner.uid()))
                        .isPresent();
    }

    /** Gives back what a machine does not ask for any longer, as soon as no guest can have it. */
    public void giveBack(MachineResource owner, Settings settings, Observed observed, DesiredState desired) {
        var claims = AddressClaims.of(owner, settings, observed);
        observed.leases().held().stream()
                .filter(lease -> claims.stream().noneMatch(claim -> claim.isMetBy(lease)))
                .filter(new ReturnableLeases(desired, observed)::has)
                .forEach(taker(owner)::giveBack);
    }

    /** Gives everything back of a machine that goes, also what no cache shows yet. */
    void giveBackAll(MachineResource owner) {
        waiting.remove(owner.uid());
        var taker = taker(owner);
        taker.stored().forEach(taker::giveBack);
    }

    private LeaseTaker taker(MachineResource owner) {
        return new LeaseTaker(client, leases, holders, owner);
    }

    private Predicate<AddressClaim> isDerivedByAnother(MachineResource owner, Settings settings, Observed seen) {
        return claim -> claim.wanted() instanceof AddressClaim.Wanted.Mac
                && machines.all().stream()
                        .filter(other -> !other.uid().equals(owner.uid()))
                        .anyMatch(other -> AddressClaims.derives(other, claim, settings, seen.facts()));
    }

    /** Who waits in that place, and who had the lease, lest somebody has deleted it by hand. */
    private boolean isConcerned(MachineResource machine, AddressLease lease) {
        return machine.uid().equals(KnownLeases.holder(lease))
                || waiting.getOrDefault(machine.uid(), Set.of()).stream().anyMatch(segment -> segment.has(lease));
    }
}
