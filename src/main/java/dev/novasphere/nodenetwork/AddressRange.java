package dev.novasphere.nodenetwork;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses of one family from one to another, both included.
 *
 * @param first the first one
 * @param last the last one
 */
record AddressRange(InetAddress first, InetAddress last) {
    /** No name, which would be looked up: digits, hexadecimal digits, dots and colons only. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** {@code a-b}, or one address. */
    static Optional<AddressRange> parse(String text) {
        var ends = text.split("-", 2);
        return address(ends[0])
                .flatMap(first -> address(ends[ends.length - 1])
                        .filter(last -> last.getClass().equals(first.getClass()))
                        .map(last -> new AddressRange(first, last)));
    }

    /** An address as it stands there; empty: it is none. */
    static Optional<InetAddress> address(String text) {
        if (!LITERAL.matcher(text.strip()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text.strip()));
        } catch (UnknownHostException e) {
            return Optional.empty(); // 300.1.1.1 is no address.
        }
    }

    boolean isInOrder() {
        return number(first).compareTo(number(last)) <= 0;
    }

    boolean contains(BigInteger address) {
        return number(first).compareTo(address) <= 0 && address.compareTo(number(last)) <= 0;
    }

    static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
