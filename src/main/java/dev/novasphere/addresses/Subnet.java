package dev.novasphere.addresses;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An address with a prefix length: a subnet, or an interface's address in one.
 *
 * @param address the address that was written
 * @param prefixLength how many bits all addresses of the subnet have in common
 */
public record Subnet(Ip address, int prefixLength) {
    /** {@code address/length}; empty: it is none. */
    public static Optional<Subnet> parse(String text) {
        var parts = text.split("/", 2);
        if (parts.length < 2 || !parts[1].matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        var length = Integer.parseInt(parts[1]);
        return Ip.parse(parts[0]).filter(ip -> length <= ip.bits()).map(ip -> new Subnet(ip, length));
    }

    /** Whether an address is in the subnet. */
    public boolean contains(Ip other) {
        return range().contains(other);
    }

    /** Every address, from the network's own to the last. */
    AddressRange range() {
        var host = BigInteger.ONE.shiftLeft(address.bits() - prefixLength).subtract(BigInteger.ONE);
        var first = address.number().andNot(host);
        return new AddressRange(Ip.of(first, address), Ip.of(first.or(host), address));
    }

    /**
     * The subnet's own address, which no interface can have: in IPv6 that of all its routers (RFC 4291). Of two addresses
     * or one, each is an interface's (RFC 3021, RFC 6164).
     */
    Optional<Ip> network() {
        return isForTwo() ? Optional.empty() : Optional.of(range().first());
    }

    /** The address of all interfaces at once; IPv6 has none. */
    Optional<Ip> broadcast() {
        return isForTwo() || address.isV6() ? Optional.empty() : Optional.of(range().last());
    }

    private boolean isForTwo() {
        return address.bits() - prefixLength < 2;
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
