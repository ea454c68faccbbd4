package dev.novasphere.desired;

import dev.novasphere.addresses.Ip;
import dev.novasphere.addresses.Subnet;
import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressPool;
import dev.novasphere.api.IpConfig;
import dev.novasphere.api.Network;
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
    static GuestAddresses of(Network network, List<AddressClaim> claims, Observed observed) {
        var ip = network.ipConfig();
        return switch (ip == null ? null : ip.mode()) {
            case STATIC -> {
                var spec = Objects.requireNonNull(ip);
                yield new GuestAddresses(spec.allAddresses(), spec.allGateways(), spec.dnsServers());
            }
            case POOL -> ofPool(network, Objects.requireNonNull(ip), claims, observed);
            case DHCP ->
                new GuestAddresses(
                        List.of(), List.of(), Objects.requireNonNull(ip).dnsServers());
            case null -> ip == null ? NONE : new GuestAddresses(List.of(), List.of(), ip.dnsServers());
        };
    }

    private static GuestAddresses ofPool(Network network, IpConfig ip, List<AddressClaim> claims, Observed observed) {
        return claims.stream()
                .filter(claim -> claim.network().equals(network.name()))
                .flatMap(claim -> observed
                        .leases()
                        .held(claim::isMetBy)
                        .flatMap(lease -> claim.pool(lease).flatMap(pool -> of(lease, pool, ip)))
                        .stream())
                .findFirst()
                .orElseGet(() -> new GuestAddresses(List.of(), List.of(), ip.dnsServers()));
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
