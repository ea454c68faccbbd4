package dev.novasphere.addresses;

import dev.novasphere.api.AddressPool;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that no machine gets, whoever asks.
 *
 * @param pools the pools of one VLAN of a node network
 * @param nodes the addresses of all nodes
 */
public record ReservedAddresses(List<AddressPool> pools, Set<Ip> nodes) {
    /** Those of a VLAN; null: of what is untagged. */
    public static ReservedAddresses of(List<AddressPool> pools, @Nullable Integer vlanId, Set<Ip> nodes) {
        return new ReservedAddresses(
                pools.stream()
                        .filter(pool -> Objects.equals(pool.vlanId(), vlanId))
                        .toList(),
                nodes);
    }

    /** What an address is, so that it continues "it is"; empty: nobody has reserved it. */
    public Optional<String> what(Ip address) {
        if (nodes.contains(address)) {
            return Optional.of("the address of a node");
        }
        return pools.stream().flatMap(pool -> what(address, pool)).findFirst();
    }

    private static Stream<String> what(Ip address, AddressPool pool) {
        var isGateway = Optional.ofNullable(pool.gateway()).flatMap(Ip::parse).filter(address::equals);
        var subnet = Subnet.parse(pool.subnet());
        return Stream.of(
                        isGateway.map(ip -> "the gateway of the subnet " + pool.subnet()),
                        subnet.flatMap(Subnet::network)
                                .filter(address::equals)
                                .map(ip -> "the address of the subnet %s itself".formatted(pool.subnet())),
                        subnet.flatMap(Subnet::broadcast)
                                .filter(address::equals)
                                .map(ip -> "the broadcast address of the subnet " + pool.subnet()))
                .flatMap(Optional::stream);
    }
}
