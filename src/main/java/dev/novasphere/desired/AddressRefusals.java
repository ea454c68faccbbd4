package dev.novasphere.desired;

import dev.novasphere.addresses.Ip;
import dev.novasphere.api.AddressPool;
import dev.novasphere.desired.AddressClaim.Segment;
import dev.novasphere.observed.Leases.Refused;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people are told of an address that they do not get. Tenants read it: it names no machine and no namespace. */
final class AddressRefusals {
    private AddressRefusals() {}

    static Refused inUse(AddressClaim claim) {
        return switch (claim.wanted()) {
            case AddressClaim.Wanted.Address(var address) ->
                new Refused(
                        claim.network(),
                        "AddressInUse",
                        "Network \"%s\": address %s is in use already on %s. Use another one; if it becomes free before, this machine gets it."
                                .formatted(claim.network(), address, claim.segment()));
            case AddressClaim.Wanted.Mac(var address) ->
                new Refused(
                        claim.network(),
                        "MacInUse",
                        "Network \"%s\": macAddress %s is in use already on %s. Set macAddress to another one; if it becomes free before, this machine gets it."
                                .formatted(claim.network(), address, claim.segment()));
            case AddressClaim.Wanted.OfPool(var _, var pool, var _) ->
                new Refused(
                        claim.network(),
                        "PoolExhausted",
                        "Network \"%s\": no address of pool \"%s\" is free on %s. This machine gets the next one that becomes free; an administrator can also enlarge the pool."
                                .formatted(
                                        claim.network(),
                                        pool.map(AddressPool::name).orElse(""),
                                        claim.segment()));
        };
    }

    static Refused reserved(String network, Segment segment, Ip address, String what) {
        return new Refused(
                network,
                "AddressReserved",
                "Network \"%s\": no machine gets address %s on %s, for it is %s. Use another one."
                        .formatted(network, address, segment, what));
    }

    static Refused poolMissing(String network, Segment segment, @Nullable String name, List<AddressPool> there) {
        var names =
                there.stream().map(pool -> '"' + pool.name() + '"').distinct().collect(Collectors.joining(", "));
        var remedy = there.isEmpty()
                ? "Ask an administrator for one, or use mode static or dhcp."
                : "Set ipConfig.pool to one of %s.".formatted(names);
        return new Refused(
                network,
                "PoolMissing",
                name != null
                        ? "Network \"%s\": there is no address pool \"%s\" on %s. %s"
                                .formatted(network, name, segment, remedy)
                        : there.isEmpty()
                                ? "Network \"%s\": there is no address pool on %s. %s"
                                        .formatted(network, segment, remedy)
                                : "Network \"%s\": there are several address pools on %s, and ipConfig.pool names none. %s"
                                        .formatted(network, segment, remedy));
    }

    static Refused pending(String network) {
        return new Refused(
                network,
                "AddressPending",
                "Network \"%s\" has not been given its address yet; it is, as soon as the network can be had."
                        .formatted(network));
    }

    /** Whatever carries the network, no administrator has said which addresses it has. */
    static Refused withoutNodeNetwork(String network) {
        return new Refused(
                network,
                "PoolMissing",
                "Network \"%s\" asks for an address of a pool, but no NodeNetwork carries it, and only these have pools. Use nodeNetwork, or mode static or dhcp."
                        .formatted(network));
    }
}
