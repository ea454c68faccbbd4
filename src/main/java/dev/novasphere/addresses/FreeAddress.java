package dev.novasphere.addresses;

import dev.novasphere.api.AddressPool;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lowest free address of a pool. Looks at no more addresses than are taken, and one: an IPv6 subnet has too many. */
public final class FreeAddress {
    private FreeAddress() {}

    /** The lowest address that the pool has, does not exclude, and that is not taken; empty: there is none. */
    public static Optional<Ip> of(AddressPool pool, Predicate<Ip> isTaken) {
        return Subnet.parse(pool.subnet()).flatMap(subnet -> {
            var excluded = ranges(pool.exclude());
            var given = pool.ranges().isEmpty() ? List.of(subnet.range()) : ranges(pool.ranges());
            return given.stream()
                    .flatMap(range -> range.within(subnet.range()).stream())
                    .sorted(Comparator.comparing(range -> range.first().number()))
                    .flatMap(range -> lowest(range, excluded, isTaken).stream())
                    .findFirst();
        });
    }

    /** Whether an address is one of the pool's, taken or not. */
    public static boolean isIn(AddressPool pool, Ip address) {
        return Subnet.parse(pool.subnet())
                        .filter(subnet -> subnet.contains(address))
                        .isPresent()
                && (pool.ranges().isEmpty()
                        || ranges(pool.ranges()).stream().anyMatch(range -> range.contains(address)))
                && ranges(pool.exclude()).stream().noneMatch(range -> range.contains(address));
    }

    private static Optional<Ip> lowest(AddressRange range, List<AddressRange> excluded, Predicate<Ip> isTaken) {
        var next = range.first();
        while (range.contains(next)) {
            var candidate = next;
            var hole = excluded.stream()
                    .filter(each -> each.contains(candidate))
                    .map(each -> each.last().number())
                    .max(Comparator.naturalOrder());
            if (hole.isEmpty() && !isTaken.test(candidate)) {
                return Optional.of(candidate);
            }
            var after = hole.orElseGet(candidate::number).add(BigInteger.ONE);
            if (after.bitLength() > candidate.bits()) {
                return Optional.empty(); // That was the last address of all.
            }
            next = Ip.of(after, candidate);
        }
        return Optional.empty();
    }

    private static List<AddressRange> ranges(List<String> texts) {
        return texts.stream()
                .flatMap(text -> AddressRange.parse(text).stream())
                .filter(AddressRange::isInOrder)
                .toList();
    }
}
