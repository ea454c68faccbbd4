package dev.novasphere.cluster;

import dev.novasphere.addresses.FreeAddress;
import dev.novasphere.addresses.Ip;
import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressPool;
import dev.novasphere.desired.AddressClaim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Leases whose holders are no more. They are looked for only where an address is missing. */
record AbandonedLeases(KnownLeases leases, LeaseHolders holders) {
    /**
     * Leases of another operator's machines look the same until the API server is asked; so many at a time are. Others each
     * time: what is abandoned may stand behind any number of them.
     */
    private static final int LOOKS = 5;

    /** Some of those that have addresses of a pool. */
    List<AddressLease> of(AddressClaim.Segment segment, AddressPool pool) {
        var known = holders.known();
        var unknown = new ArrayList<>(leases.all().stream()
                .filter(lease -> segment.has(lease) && isOf(lease, pool))
                .filter(lease -> !known.contains(KnownLeases.holder(lease)))
                .toList());
        Collections.shuffle(unknown);
        return unknown.stream().limit(LOOKS).filter(holders::hasGone).toList();
    }

    private static boolean isOf(AddressLease lease, AddressPool pool) {
        return Ip.parse(lease.getSpec().address())
                .filter(address -> FreeAddress.isIn(pool, address))
                .isPresent();
    }
}
