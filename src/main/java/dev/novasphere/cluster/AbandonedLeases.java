package dev.novasphere.cluster;

import dev.novasphere.api.AddressLease;
import dev.novasphere.desired.AddressClaim;
import java.util.List;

/** Leases whose holders are no more. They are looked for only where an address is missing. */
record AbandonedLeases(KnownLeases leases, LeaseHolders holders) {
    /** Leases of another operator's machines look the same until the API server is asked; so many at a time are. */
    private static final int LOOKS = 5;

    List<AddressLease> of(AddressClaim.Segment segment) {
        var known = holders.known();
        return leases.all().stream()
                .filter(segment::has)
                .filter(lease -> !known.contains(KnownLeases.holder(lease)))
                .limit(LOOKS)
                .filter(holders::hasGone)
                .toList();
    }
}
