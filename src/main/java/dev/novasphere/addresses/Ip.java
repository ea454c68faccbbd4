package dev.novasphere.addresses;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address: however it was written, two that are the same are equal and print the same. An IPv6 address that stands
 * for an IPv4 one is that one.
 *
 * @param value the address
 */
public record Ip(InetAddress value) {
    /** No name, which would be looked up: digits, hexadecimal digits, dots and colons only. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** The longest row of zero groups, which RFC 5952 has written as two colons. */
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    private static final HexFormat HEX = HexFormat.of();

    /** An address as it stands there; empty: it is none. */
    public static Optional<Ip> parse(String text) {
        if (!LITERAL.matcher(text.strip()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ip(InetAddress.getByName(text.strip())));
        } catch (UnknownHostException e) {
            return Optional.empty(); // 300.1.1.1 is no address.
        }
    }

    /** The address with this number in the family of another. */
    static Ip of(BigInteger number, Ip family) {
        var size = family.value.getAddress().length;
        var bytes = new byte[size];
        for (var index = 0; index < size; index++) {
            bytes[size - 1 - index] = number.shiftRight(8 * index).byteValue();
        }
        try {
            return new Ip(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four or sixteen bytes are an address.", e);
        }
    }

    /** Whether it is an IPv6 address. */
    public boolean isV6() {
        return value instanceof Inet6Address;
    }

    /** Whether it is valid on one link only; an IPv6 interface has such an address besides its others. */
    public boolean isLinkLocal() {
        return value.isLinkLocalAddress();
    }

    /** Whether it means one interface only, wherever it is used: it is neither a link's nor a host's own. */
    public boolean leavesItsLink() {
        return !value.isLinkLocalAddress() && !value.isLoopbackAddress();
    }

    /** How many bits it has. */
    int bits() {
        return 8 * value.getAddress().length;
    }

    BigInteger number() {
        return new BigInteger(1, value.getAddress());
    }

    /** Written fully and with hyphens, so that it can be part of a name. */
    public String asLabel() {
        if (!isV6()) {
            return value.getHostAddress().replace('.', '-');
        }
        return HEX.formatHex(value.getAddress()).replaceAll("(....)(?!$)", "$1-");
    }

    /** As RFC 5952 has it. */
    @Override
    public String toString() {
        var text = value.getHostAddress();
        if (!isV6()) {
            return text;
        }
        var longest = ZEROS.matcher(text).results().max((one, other) -> {
            var byLength = Integer.compare(one.end() - one.start(), other.end() - other.start());
            return byLength != 0 ? byLength : Integer.compare(other.start(), one.start());
        });
        return longest.map(row -> text.substring(0, row.start()) + "::" + text.substring(row.end()))
                .orElse(text);
    }
}
