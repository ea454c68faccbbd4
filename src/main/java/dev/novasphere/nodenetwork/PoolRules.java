package dev.novasphere.nodenetwork;

import dev.novasphere.addresses.AddressRange;
import dev.novasphere.api.AddressPool;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.rules.Problem;
import java.util.List;
import java.util.stream.Stream;

/** Ranges of addresses that end before they begin: CEL compares no addresses. */
final class PoolRules {
    private PoolRules() {}

    static List<Problem> check(NodeNetworkSpec spec) {
        return spec.addressPools().stream()
                .flatMap(pool -> Stream.concat(
                        problems(pool, "ranges", pool.ranges()), problems(pool, "exclude", pool.exclude())))
                .toList();
    }

    private static Stream<Problem> problems(AddressPool pool, String field, List<String> ranges) {
        return ranges.stream()
                .filter(range -> AddressRange.parse(range)
                        .filter(AddressRange::isInOrder)
                        .isEmpty())
                .map(range -> new Problem(
                        "spec.addressPools[\"%s\"].%s".formatted(pool.name(), field),
                        range,
                        "Range \"%s\" of address pool \"%s\" is no range. Write its first and its last address with a hyphen between them, or a single address."
                                .formatted(range, pool.name())));
    }
}
