package dev.novasphere.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.novasphere.api.AddressPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a pool gives out, and in which order. */
class FreeAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/24 |                               |                             | 10.0.0.1 | 10.0.0.2..10.0.0.254 | 253",
                "10.0.0.0/30 |                               |                             |          | 10.0.0.1..10.0.0.2   | 2",
                "10.0.0.0/31 |                               |                             |          | 10.0.0.0..10.0.0.1   | 2",
                "10.0.0.7/32 |                               |                             |          | 10.0.0.7..10.0.0.7   | 1",
                "10.0.0.0/24 | 10.0.0.20-10.0.0.29,10.0.0.5  | 10.0.0.20-10.0.0.22         | 10.0.0.5 | 10.0.0.23..10.0.0.29 | 7",
                "10.0.0.0/24 | 10.0.0.250-10.0.1.9           |                             |          | 10.0.0.250..10.0.0.254 | 5",
                "10.0.0.0/24 | 10.0.0.9-10.0.0.5,10.0.0.8    | nonsense                    |          | 10.0.0.8..10.0.0.8   | 1",
                "255.255.255.252/30 |                        | 255.255.255.254-255.255.255.255 |      | 255.255.255.253..255.255.255.253 | 1",
                "2001:db8::/126 |                            |                             | 2001:db8::1 | 2001:db8::2..2001:db8::3 | 2",
            })
    void givesEachOnceAndInOrder(
            String subnet,
            @Nullable String ranges,
            @Nullable String exclude,
            @Nullable String gateway,
            String fromTo,
            int count) {
        var pool = pool(subnet, list(ranges), list(exclude), gateway);
        var given = all(pool, Set.of());
        assertThat(given)
                .allMatch(address -> FreeAddress.isIn(pool, Ip.parse(address).orElseThrow()));
        assertThat(given.getFirst() + ".." + given.getLast()).isEqualTo(fromTo);
        assertThat(given).hasSize(count).doesNotHaveDuplicates();
    }

    @Test
    void aSubnetOfManyIsNotWalkedThrough() {
        var half = pool("2001:db8::/64", List.of(), List.of("2001:db8::-2001:db8::7fff:ffff:ffff:ffff"), null);
        assertThat(assertTimeout(Duration.ofSeconds(2), () -> FreeAddress.of(half, ip -> false)))
                .hasValueSatisfying(ip -> assertThat(ip).hasToString("2001:db8:0:0:8000::"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.19", "10.0.0.30", "10.0.0.22", "10.0.1.20", "2001:db8::14"})
    void whatIsOutsideOrExcludedIsNotThePools(String address) {
        var pool = pool("10.0.0.0/24", List.of("10.0.0.20-10.0.0.29", "10.0.1.20"), List.of("10.0.0.22"), null);
        assertThat(FreeAddress.isIn(pool, Ip.parse(address).orElseThrow())).isFalse();
    }

    @Test
    void whatIsTakenIsPassedOver() {
        var pool = pool("10.0.0.0/29", List.of(), List.of(), "10.0.0.1");
        assertThat(all(pool, Set.of("10.0.0.2", "10.0.0.4"))).containsExactly("10.0.0.3", "10.0.0.5", "10.0.0.6");
    }

    @Test
    void aNodesAddressIsNeverGiven() {
        var pool = pool("10.0.0.0/29", List.of("10.0.0.3-10.0.0.4"), List.of(), null);
        var reserved = ReservedAddresses.of(
                List.of(pool), null, Set.of(Ip.parse("10.0.0.3").orElseThrow()));
        assertThat(FreeAddress.of(pool, ip -> reserved.what(ip).isPresent()))
                .hasValueSatisfying(ip -> assertThat(ip).hasToString("10.0.0.4"));
        assertThat(reserved.what(Ip.parse("10.0.0.3").orElseThrow())).hasValue("the address of a node");
        assertThat(reserved.what(Ip.parse("10.0.0.7").orElseThrow()))
                .hasValue("the broadcast address of the subnet 10.0.0.0/29");
        assertThat(ReservedAddresses.of(List.of(pool), 100, Set.of())
                        .what(Ip.parse("10.0.0.7").orElseThrow()))
                .as("another VLAN")
                .isEmpty();
    }

    private static List<String> all(AddressPool pool, Set<String> others) {
        var reserved = ReservedAddresses.of(List.of(pool), null, Set.of());
        var taken = new HashSet<>(others);
        var given = new ArrayList<String>();
        while (true) {
            var free = FreeAddress.of(pool, ip -> reserved.what(ip).isPresent() || taken.contains(ip.toString()));
            if (free.isEmpty()) {
                return given;
            }
            taken.add(free.get().toString());
            given.add(free.get().toString());
        }
    }

    private static List<String> list(@Nullable String texts) {
        return texts == null ? List.of() : List.of(texts.split(","));
    }

    private static AddressPool pool(
            String subnet, List<String> ranges, List<String> exclude, @Nullable String gateway) {
        return new AddressPool("pool", null, subnet, ranges, exclude, gateway, List.of());
    }
}
