package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.Gate;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each machine gets an address of the pool that nobody else has, and keeps it. */
class AddressPoolsIT {
    private static final int MACHINES = 50;
    private static final int ADDRESSES = 40;

    private final AddressedMachines machines = AddressedMachines.onAVlanOfTheirOwn();
    private final Tenant tenant = SharedTestbed.tenant("pool");

    @AfterEach
    void leaveNothing() {
        tenant.client().resources(Wukong.class).inNamespace(tenant.namespace()).delete();
    }

    @Test
    void fiftyAtOnceOnAPoolOfForty() throws Exception {
        machines.pool("subnet: 10.9.0.0/24, ranges: [10.9.0.0-10.9.0.42], exclude: [10.9.0.40], gateway: 10.9.0.1");
        IntStream.range(0, MACHINES).parallel().forEach(number -> machines.askForAny(tenant, "web-" + number));
        // 10.9.0.0 is the subnet's own, 10.9.0.1 the gateway, 10.9.0.40 excluded: 40 are left.
        machines.seeCounts(tenant, ADDRESSES, MACHINES - ADDRESSES);
        var first = machines.holders();
        assertThat(first).hasSize(ADDRESSES).doesNotContainKeys("10.9.0.0", "10.9.0.1", "10.9.0.40");
        assertThat(first.values()).doesNotHaveDuplicates();

        SharedTestbed.withoutOperator(() -> {});
        machines.seeCounts(tenant, ADDRESSES, MACHINES - ADDRESSES);
        assertThat(machines.holders()).as("after a restart of the operator").isEqualTo(first);
        machines.seeGuests(tenant, first);

        var served = new HashSet<>(first.values());
        for (var address : first.keySet().stream().limit(MACHINES - ADDRESSES).toList()) {
            tenant.delete(Wukong.class, String.valueOf(first.get(address)));
            var next = machines.see(
                            "somebody else has " + address,
                            holders -> holders.containsKey(address)
                                    && !String.valueOf(holders.get(address)).equals(first.get(address)))
                    .get(address);
            assertThat(served.add(String.valueOf(next)))
                    .as("%s had none so far", next)
                    .isTrue();
        }
        machines.seeCounts(tenant, ADDRESSES, 0);
        assertThat(served).hasSize(MACHINES);
    }

    /** The first machine stands before the API server, others have a lease and no machine, the rest has neither. */
    @Test
    void fiftyAtOnceWithTheOperatorKilledAmongThem() throws Exception {
        machines.pool("subnet: 10.9.2.0/24, ranges: [10.9.2.11-10.9.2.50]");
        var given = new HashMap<String, String>();
        try (var gate = Gate.before(tenant, Kind.MACHINE.group(), Kind.MACHINE.plural())) {
            IntStream.range(0, MACHINES).parallel().forEach(number -> machines.askForAny(tenant, "web-" + number));
            gate.awaitWrite();
            SharedTestbed.withoutOperator(() -> {
                given.putAll(machines.holders());
                gate.open();
            });
        }
        machines.seeCounts(tenant, ADDRESSES, MACHINES - ADDRESSES);
        assertThat(given).as("addresses that were given out before the end").isNotEmpty();
        var after = machines.holders();
        assertThat(after).hasSize(ADDRESSES).containsAllEntriesOf(given);
        assertThat(after.values()).doesNotHaveDuplicates();
        machines.seeGuests(tenant, after);
    }

    @Test
    void theGuestIsToldAddressGatewayAndNameServers() throws Exception {
        machines.pool("subnet: \"2001:db8:9::/64\", gateway: \"2001:db8:9::1\", dnsServers: [\"2001:db8:9::53\"]");
        machines.askForAny(tenant, "web");
        tenant.waitForRunning("web");
        assertThat(machines.holders()).containsOnlyKeys("2001:db8:9::2");
        assertThat(tenant.client()
                        .secrets()
                        .inNamespace(tenant.namespace())
                        .list()
                        .getItems())
                .singleElement()
                .extracting(AddressPoolsIT::networkData)
                .asString()
                .contains("\"2001:db8:9::2/64\"", "via: \"2001:db8:9::1\"", "- \"2001:db8:9::53\"");
        // The guest agent reports a moment after the guest runs.
        machines.seeGuests(tenant, Map.of("2001:db8:9::2", "web"));
        assertThat(tenant.waitForRunning("web").getStatus().condition("AddressMismatch"))
                .isEmpty();
    }

    @Test
    void aPoolThatIsMadeLaterIsNoticed() throws Exception {
        machines.askForAny(tenant, "web");
        assertThat(machines.refused(tenant, "web", "PoolMissing"))
                .contains("there is no address pool on NodeNetwork \"office\"");
        machines.pool("subnet: 10.9.1.0/24");
        tenant.waitForRunning("web");
        assertThat(machines.holders()).containsOnlyKeys("10.9.1.1");
    }

    @Test
    void whatSomebodyLeftBehindIsFoundAmongTheLeasesOfOthers() throws Exception {
        machines.pool("subnet: 10.9.3.0/24, ranges: [10.9.3.20]");
        IntStream.rangeClosed(1, 9).forEach(last -> machines.leave("Router", "10.9.3." + last));
        machines.leave("Wukong", "10.9.3.20");
        machines.askForAny(tenant, "web");
        tenant.waitForRunning("web");
        assertThat(machines.holders()).hasSize(10).containsEntry("10.9.3.20", "web");
        machines.leases().forEach(lease -> machines.client().resource(lease).delete());
    }

    private static String networkData(Secret secret) {
        return new String(Base64.getDecoder().decode(secret.getData().get("networkdata")), StandardCharsets.UTF_8);
    }
}
