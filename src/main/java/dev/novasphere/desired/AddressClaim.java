package dev.novasphere.desired;

import dev.novasphere.addresses.FreeAddress;
import dev.novasphere.addresses.Ip;
import dev.novasphere.addresses.ReservedAddresses;
import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressPool;
import dev.novasphere.api.MachineResource;
import dev.novasphere.observed.Leases;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An address that a machine asks of a node network.
 *
 * @param network the network's name in the machine's spec
 * @param segment where the address is to be unique
 * @param wanted which address
 * @param isOpen whether it may be taken now; what the machine has already stays its own
 * @param refused why nobody gets it, whether it is free or not
 */
public record AddressClaim(
        String network, Segment segment, Wanted wanted, boolean isOpen, Optional<Leases.Refused> refused) {
    /**
     * A node network and a VLAN of it, in which machines reach each other.
     *
     * @param nodeNetwork the node network
     * @param vlanId the VLAN; null: untagged
     */
    public record Segment(String nodeNetwork, @Nullable Integer vlanId) {
        /** Whether a lease is of this place. */
        public boolean has(AddressLease lease) {
            return nodeNetwork.equals(lease.getSpec().nodeNetwork())
                    && Objects.equals(vlanId, lease.getSpec().vlanId());
        }

        @Override
        public String toString() {
            return vlanId == null
                    ? "NodeNetwork \"%s\" without a VLAN".formatted(nodeNetwork)
                    : "NodeNetwork \"%s\", VLAN %d".formatted(nodeNetwork, vlanId);
        }
    }

    /** What is asked for. */
    public sealed interface Wanted {
        /** An IP address of the spec. */
        record Address(Ip address) implements Wanted {}

        /** A MAC address of the spec, in small letters. */
        record Mac(String address) implements Wanted {}

        /**
         * Any address of a pool.
         *
         * @param name the pool that the spec names; null: the only one
         * @param pool the pool; empty: there is none, or nobody knows which
         * @param reserved which of its addresses are never given out
         */
        record OfPool(@Nullable String name, Optional<AddressPool> pool, ReservedAddresses reserved) implements Wanted {
            /** The lowest address that is not taken, where there is one. */
            public Optional<Ip> lowestFree(Predicate<Ip> isTaken) {
                return pool.flatMap(
                        from -> FreeAddress.of(from, ip -> reserved.what(ip).isPresent() || isTaken.test(ip)));
            }

            /** Where nobody knows which pool is meant, a machine keeps the address that it has. */
            boolean has(AddressLease lease) {
                return pool.map(meant -> isOf(lease, meant))
                        .orElseGet(() ->
                                name == null || name.equals(lease.getSpec().pool()));
            }

            /** By its name, or by its address: a pool that an administrator renames stays the one that it was. */
            static boolean isOf(AddressLease lease, AddressPool pool) {
                return pool.name().equals(lease.getSpec().pool())
                        || Ip.parse(lease.getSpec().address())
                                .filter(address -> FreeAddress.isIn(pool, address))
                                .isPresent();
            }
        }
    }

    /** Whether a lease of the machine is what is claimed. */
    public boolean isMetBy(AddressLease lease) {
        var spec = lease.getSpec();
        return segment.has(lease)
                && switch (wanted) {
                    case Wanted.Address(var address) -> address.toString().equals(spec.address());
                    case Wanted.Mac(var address) -> address.equals(spec.address());
                    case Wanted.OfPool ofPool ->
                        spec.pool() != null && spec.holder().network().equals(network) && ofPool.has(lease);
                };
    }

    /** The pool that a lease of this claim is of, as it is today; empty: it has gone, or nothing is claimed of a pool. */
    Optional<AddressPool> pool(AddressLease lease) {
        return wanted instanceof Wanted.OfPool ofPool
                ? ofPool.reserved().pools().stream()
                        .filter(pool -> Wanted.OfPool.isOf(lease, pool))
                        .min(Comparator.comparing(
                                pool -> !pool.name().equals(lease.getSpec().pool())))
                : Optional.empty();
    }

    /** The name of the lease of an address. */
    public String leaseName(String address) {
        return Names.lease(segment.nodeNetwork(), segment.vlanId(), address);
    }

    /** The lease of an address, as it is to be made. */
    public AddressLease lease(MachineResource owner, String address) {
        return AddressLeases.of(owner, this, address);
    }

    /** That somebody else has it. Nothing is said of whom: it may be another tenant's. */
    public Leases.Refused inUse() {
        return AddressRefusals.inUse(this);
    }

    /** In which order a machine takes what it asks for: in the same as all others, so that no two wait for each other. */
    public String order() {
        return switch (wanted) {
            case Wanted.Address(var address) -> "1 " + leaseName(address.toString());
            case Wanted.Mac(var address) -> "1 " + leaseName(address);
            case Wanted.OfPool(var _, var pool, var _) ->
                "2 " + segment + pool.map(AddressPool::name).orElse("");
        };
    }
}
