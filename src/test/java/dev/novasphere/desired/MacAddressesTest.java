package dev.novasphere.desired;

import static dev.novasphere.desired.Owners.owner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Network;
import dev.novasphere.api.NetworkType;
import dev.novasphere.api.Wukong;
import java.util.HashSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MacAddressesTest {
    @Test
    void isUnicastLocalAndInLowerCase() {
        for (int network = 0; network < 500; network++) {
            var mac = mac(uid(network), "net-" + network);
            var first = Integer.parseInt(mac.substring(0, 2), 16);
            assertThat(mac).matches("([0-9a-f]{2}:){5}[0-9a-f]{2}");
            assertThat(first & 0x01).as("group bit of %s", mac).isZero();
            assertThat(first & 0x02).as("local bit of %s", mac).isEqualTo(2);
        }
    }

    @Test
    void differsForEachUidAndEachNetwork() {
        var seen = new HashSet<String>();
        for (int owner = 0; owner < 200; owner++) {
            for (int network = 0; network < 8; network++) {
                assertThat(seen.add(mac(uid(owner), "net-" + network)))
                        .as("network %d of owner %d has an address of its own", network, owner)
                        .isTrue();
            }
        }
    }

    @Test
    void staysTheSameForALife() {
        assertThat(mac(uid(1), "mgmt")).isEqualTo(mac(uid(1), "mgmt")).isEqualTo("36:87:56:e4:dc:ce");
    }

    @Test
    void isTheUsersWhereTheSpecNamesOne() {
        assertThat(mac(uid(1), "mgmt", "02:00:00:AB:CD:EF")).isEqualTo("02:00:00:ab:cd:ef");
    }

    private static String mac(String uid, String network) {
        return mac(uid, network, null);
    }

    private static String mac(String uid, String network, @Nullable String written) {
        var owner = owner(new Wukong(), "production", "web");
        owner.getMetadata().setUid(uid);
        return MacAddresses.of(
                owner, new Network(network, NetworkType.BRIDGE, null, null, null, null, null, written, null));
    }

    private static String uid(int number) {
        return new UUID(0x5a1e0c8e7c1d4f0aL, number).toString();
    }
}
