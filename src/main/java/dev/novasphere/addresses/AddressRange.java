package dev.novasphere.addresses;

import java.util.Optional;

/**
 * Addresses of one family from one to another, both included.
 *
 * @param first the first one
 * @param last the last one
 */
public record AddressRange(Ip first, Ip last) {
    /** {@code a-b}, or one address. */
    public static Optional<AddressRange> parse(String text) {
        var ends = text.split("-", 2);
        return Ip.parse(ends[0])
                .flatMap(first -> Ip.parse(ends[ends.length - 1])
                        .filter(last -> last.isV6() == first.isV6())
                        .map(last -> new AddressRange(first, last)));
    }

    /** Whether it does not end before it begins. */
    public boolean isInOrder() {
        return first.number().compareTo(last.number()) <= 0;
    }

    boolean contains(Ip address) {
        return address.isV6() == first.isV6()
                && first.number().compareTo(address.number()) <= 0
                && address.number().compareTo(last.number()) <= 0;
    }

    /** What it has in common with another; empty: nothing. */
    Optional<AddressRange> within(AddressRange other) {
        if (first.isV6() != other.first.isV6()) {
            return Optional.empty();
        }
        var common = new AddressRange(
                first.number().compareTo(other.first.number()) < 0 ? other.first : first,
                last.number().compareTo(other.last.number()) > 0 ? other.last : last);
        return Optional.of(common).filter(AddressRange::isInOrder);
    }
}
