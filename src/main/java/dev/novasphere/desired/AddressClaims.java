package dev.novasphere.desired;

import dev.novasphere.addresses.Ip;
import dev.novasphere.addresses.ReservedAddresses;
import dev.novasphere.addresses.Subnet;
import dev.novasphere.api.IpConfig;
import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.desired.AddressClaim.Segment;
import dev.novasphere.desired.AddressClaim.Wanted;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses a machine asks of node networks: every static one, one of a pool, and a MAC address that its user wrote.
 * Nothing is asked of a network that the machine may not use, or a tenant could keep others from their addresses.
 */
public final class AddressClaims {
    private AddressClaims() {}

    /** Every claim of a machine. */
    public static List<AddressClaim> of(MachineResource owner, Settings settings, Observed observed) {
        return owner.getSpec().networks().stream()
                .flatMap(network -> of(owner, network, settings, observed))
                .toList();
    }

    /** Whether a machine has a MAC address of ours in a place: nobody chose that one, and it takes no lease. */
    public static boolean derives(MachineResource machine, AddressClaim claim, Settings settings, ClusterFacts facts) {
        return claim.wanted() instanceof Wanted.Mac(var address)
                && machine.getSpec().networks().stream()
                        .filter(network -> network.macAddress() == null
                                && Objects.equals(
                                        network.vlanId(), claim.segment().vlanId()))
                        .filter(network -> MacAddresses.of(machine, network).equals(address))
                        .flatMap(network -> offer(network, settings, facts).stream())
                        .anyMatch(offer -> offer.name().equals(claim.segment().nodeNetwork()));
    }

    private static Optional<NodeNetworkOffer> offer(Network network, Settings settings, ClusterFacts facts) {
        return !network.onPodNetwork()
                        && network.nadName() == null
                        && CarrierChoice.of(network, settings, facts) instanceof CarrierChoice.Carrier carrier
                ? NodeNetworkChoice.of(network, carrier, facts)
                : Optional.empty();
    }

    /** The MAC addresses of ours that a machine has, as if somebody had written them. */
    public static List<AddressClaim> derived(MachineResource owner, Settings settings, Observed observed) {
        return owner.getSpec().networks().stream()
                .filter(network -> network.macAddress() == null)
                .flatMap(network -> offer(network, settings, observed.facts())
                        .map(offer -> new AddressClaim(
                                network.name(),
                                new Segment(offer.name(), network.vlanId()),
                                new Wanted.Mac(MacAddresses.of(owner, network)),
                                false,
                                Optional.empty()))
                        .stream())
                .toList();
    }

    private static Stream<AddressClaim> of(
            MachineResource owner, Network network, Settings settings, Observed observed) {
        return offer(network, settings, observed.facts()).stream().flatMap(offer -> {
            var isOpen = CarrierChoice.of(network, settings, observed.facts()) instanceof CarrierChoice.Carrier carrier
                    && NodeNetworkGate.check(owner, network, carrier, observed).isEmpty();
            var place = new Place(
                    network,
                    new Segment(offer.name(), network.vlanId()),
                    isOpen,
                    ReservedAddresses.of(offer.spec().addressPools(), network.vlanId(), nodes(observed.facts())));
            return Stream.concat(place.mac(owner).stream(), place.addresses());
        });
    }

    private static Set<Ip> nodes(ClusterFacts facts) {
        return facts.nodeAddresses().stream()
                .flatMap(address -> Ip.parse(address).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A network where it is carried. */
    private record Place(Network network, Segment segment, boolean isOpen, ReservedAddresses reserved) {
        Optional<AddressClaim> mac(MachineResource owner) {
            return Optional.ofNullable(network.macAddress())
                    .map(written -> claim(new Wanted.Mac(MacAddresses.of(owner, network)), Optional.empty()));
        }

        Stream<AddressClaim> addresses() {
            var ip = network.ipConfig();
            return switch (ip == null ? null : ip.mode()) {
                case STATIC -> fixed(Objects.requireNonNull(ip));
                case POOL -> Stream.of(ofPool(Objects.requireNonNull(ip)));
                case DHCP -> Stream.empty();
                case null -> Stream.empty();
            };
        }

        private Stream<AddressClaim> fixed(IpConfig ip) {
            return ip.allAddresses().stream()
                    .flatMap(written -> Subnet.parse(written).stream())
                    .map(Subnet::address)
                    .distinct()
                    .map(address -> claim(
                            new Wanted.Address(address),
                            reserved.what(address)
                                    .map(what -> AddressRefusals.reserved(network.name(), segment, address, what))));
        }

        private AddressClaim ofPool(IpConfig ip) {
            var there = reserved.pools();
            var fitting = there.stream()
                    .filter(pool -> ip.pool() == null || ip.pool().equals(pool.name()))
                    .toList();
            return fitting.size() == 1
                    ? claim(new Wanted.OfPool(ip.pool(), Optional.of(fitting.getFirst()), reserved), Optional.empty())
                    : claim(
                            new Wanted.OfPool(ip.pool(), Optional.empty(), reserved),
                            Optional.of(AddressRefusals.poolMissing(network.name(), segment, ip.pool(), there)));
        }

        private AddressClaim claim(Wanted wanted, Optional<Leases.Refused> refused) {
            return new AddressClaim(network.name(), segment, wanted, isOpen, refused);
        }
    }
}
