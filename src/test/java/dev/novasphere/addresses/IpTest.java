package dev.novasphere.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ways of writing an address are one address. */
class IpTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.10, 192.168.1.10, 192-168-1-10",
        "2001:db8::1, 2001:db8::1, 2001-0db8-0000-0000-0000-0000-0000-0001",
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1, 2001-0db8-0000-0000-0000-0000-0000-0001",
        "::, ::, 0000-0000-0000-0000-0000-0000-0000-0000",
        "::1, ::1, 0000-0000-0000-0000-0000-0000-0000-0001",
        "fe80::, fe80::, fe80-0000-0000-0000-0000-0000-0000-0000",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3, 0001-0000-0000-0002-0000-0000-0000-0003",
        "1:0:0:2:3:0:0:4, 1::2:3:0:0:4, 0001-0000-0000-0002-0003-0000-0000-0004",
        "10:0:20:0:30:0:40:0, 10:0:20:0:30:0:40:0, 0010-0000-0020-0000-0030-0000-0040-0000",
        "::ffff:10.0.0.1, 10.0.0.1, 10-0-0-1",
    })
    void isWrittenInOneWay(String written, String text, String label) {
        assertThat(Ip.parse(written)).hasValueSatisfying(ip -> {
            assertThat(ip).hasToString(text).isEqualTo(Ip.parse(text).orElseThrow());
            assertThat(ip.asLabel()).isEqualTo(label);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "300.1.1.1", "10.0.0", "02:00:00:00:00:01", "2001:db8::/64", "1.1.1.1-2"})
    void whatIsNoneIsNoneAndIsNotLookedUp(String text) {
        assertThat(Ip.parse(text)).isEmpty();
    }

    @Test
    void aSubnetKnowsItsAddresses() {
        var subnet = Subnet.parse("192.168.1.10/24").orElseThrow();
        assertThat(subnet.network()).hasValueSatisfying(ip -> assertThat(ip).hasToString("192.168.1.0"));
        assertThat(subnet.broadcast()).hasValueSatisfying(ip -> assertThat(ip).hasToString("192.168.1.255"));
        assertThat(Ip.parse("192.168.1.255").map(subnet::contains)).hasValue(true);
        assertThat(Ip.parse("192.168.2.0").map(subnet::contains)).hasValue(false);
        assertThat(Ip.parse("::1").map(subnet::contains)).hasValue(false);
        assertThat(Subnet.parse("10.0.0.0/33")).isEmpty();
        assertThat(Subnet.parse("10.0.0.0")).isEmpty();
    }
}
