package dev.novasphere.desired;

import dev.novasphere.addresses.Ip;
import dev.novasphere.addresses.Subnet;
import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressPool;
import dev.novasphere.api.IpConfig;
import dev.novasphere.api.Network;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an interface of the guest shall have, wherever it comes from.
 *
 * @param addresses with their prefix lengths; empty: whatever DHCP brings
 * @param gateways at most one for each family
 * @param dnsServers name servers
 */
public record GuestAddresses(List<String> addresses, List<String> gateways, List<String> dnsServers) {
    /** Nothing is known of any. */
    static final GuestAddresses NONE = new GuestAddresses(List.of(), List.of(), List.of());

    /** Those of the spec; in mode pool those of the lease, where the machine has one. */
    static GuestAddresses of(Network network, Optional<NodeNetworkOffer> offer, Observed observed) {
        var ip = network.ipConfig();
        return switch (ip == null ? null : ip.mode()) {
            case STATIC -> {
                var spec = Objects.requireNonNull(ip);
                yield new GuestAddresses(spec.allAddresses(), spec.allGateways(), spec.dnsServers());
            }
            case POOL -> ofPool(network, Objects.requireNonNull(ip), offer, observed);
            case DHCP ->
                new GuestAddresses(
                        List.of(), List.of(), Objects.requireNonNull(ip).dnsServers());
            case null -> ip == null ? NONE : new GuestAddresses(List.of(), List.of(), ip.dnsServers());
        };
    }

    private static GuestAddresses ofPool(
            Network network, IpConfig ip, Optional<NodeNetworkOffer> offer, Observed observed) {
        return offer.stream()
                .flatMap(place -> observed
                        .leases()
                        .held(lease -> isFor(lease, network, place, ip))
                        .flatMap(lease -> pool(lease, place).flatMap(pool -> of(lease, pool, ip)))
                        .stream())
                .findFirst()
                .orElseGet(() -> new GuestAddresses(List.of(), List.of(), ip.dnsServers()));
    }

    private static boolean isFor(AddressLease lease, Network network, NodeNetworkOffer offer, IpConfig ip) {
        var spec = lease.getSpec();
        return spec.pool() != null
                && spec.holder().network().equals(network.name())
                && new AddressClaim.Segment(offer.name(), network.vlanId()).has(lease)
                && (ip.pool() == null || ip.pool().equals(spec.pool()));
    }

    private static Optional<AddressPool> pool(AddressLease lease, NodeNetworkOffer offer) {
        return offer.spec().addressPools().stream()
                .filter(pool -> pool.name().equals(lease.getSpec().pool())
                        && Objects.equals(pool.vlanId(), lease.getSpec().vlanId()))
                .findFirst();
    }

    private static Optional<GuestAddresses> of(AddressLease lease, AddressPool pool, IpConfig ip) {
        return Ip.parse(lease.getSpec().address())
                .flatMap(address ->
                        Subnet.parse(pool.subnet()).map(subnet -> new Subnet(address, subnet.prefixLength())))
                .map(address -> new GuestAddresses(
                        List.of(address.toString()),
                        Stream.ofNullable(pool.gateway()).toList(),
                        ip.dnsServers().isEmpty() ? pool.dnsServers() : ip.dnsServers()));
    }
}
