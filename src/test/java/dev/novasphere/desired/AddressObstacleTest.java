package dev.novasphere.desired;

import static dev.novasphere.desired.AddressedWorld.machine;
import static dev.novasphere.desired.AddressedWorld.nodeNetwork;
import static dev.novasphere.desired.AddressedWorld.pool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.observed.Leases;
import org.junit.jupiter.api.Test;

/** No VirtualMachine is written with an address that its machine has not, and none is held back for one that it has. */
class AddressObstacleTest {
    private static final String STATIC =
            "{name: lan, type: bridge, bridgeName: br-lan, vlanId: 100, ipConfig: {mode: static, address: %s/24}}";
    private static final String POOL =
            "{name: lan, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: pool}}";
    private static final AddressedWorld RUNNING =
            AddressedWorld.EMPTY.holding("10.0.0.5").written(machine(STATIC.formatted("10.0.0.5")));

    @Test
    void anAddressThatCannotBeTakenIsNotWrittenAlthoughTheNetworkIsInUse() {
        var unready = RUNNING.offering(nodeNetwork("lan", State.Failed));
        var same = unready.desired(machine(STATIC.formatted("10.0.0.5")));
        assertThat(reason(same)).isEqualTo("NodeNetworkNotReady");
        assertThat(same.mayChange()).isTrue();
        var other = unready.desired(machine(STATIC.formatted("10.0.0.6")));
        assertThat(other.mayChange()).isFalse();
        assertThat(message(other))
                .contains("waits for NodeNetwork \"lan\"", "\"lan\" has not been given its address yet");
        assertThat(reason(other)).isEqualTo("NodeNetworkNotReady");
        assertThat(other.outdatedSecrets()).isEmpty();
    }

    @Test
    void anAddressOfANodeNetworkThatHasGoneIsNotWritten() {
        var gone = RUNNING.offering();
        assertThat(gone.desired(machine(STATIC.formatted("10.0.0.5"))).mayChange())
                .isTrue();
        assertThat(gone.desired(machine(STATIC.formatted("10.0.0.6"))).mayChange())
                .isFalse();
    }

    @Test
    void aRefusedAddressIsToldBesideWhateverElseIsMissing() {
        var other = RUNNING.offering(nodeNetwork("lan", State.Failed))
                .refusing(new Leases.Refused("lan", "AddressInUse", "Somebody has it."))
                .desired(machine(STATIC.formatted("10.0.0.6")));
        assertThat(other.mayChange()).isFalse();
        assertThat(message(other)).contains("waits for NodeNetwork \"lan\"", "Somebody has it.");
    }

    @Test
    void whatIsNotTakenIsNotReadyAlthoughNobodyRefusedIt() {
        var paused = RUNNING.desired(machine(STATIC.formatted("10.0.0.6")));
        assertThat(reason(paused)).isEqualTo("AddressPending");
        assertThat(paused.mayChange()).isFalse();
        var mac = RUNNING.desired(machine(
                "{name: lan, type: bridge, bridgeName: br-lan, vlanId: 100, macAddress: \"02:00:00:00:00:01\"}"));
        assertThat(reason(mac)).isEqualTo("AddressPending");
    }

    @Test
    void aMachineFromBeforeThereWereLeasesIsNotHeldBack() {
        var upgraded = RUNNING.holding();
        var same = machine(STATIC.formatted("10.0.0.5"));
        assertThat(upgraded.desired(same).mayCreate()).isTrue();
        assertThat(upgraded.offering(nodeNetwork("lan", State.Failed))
                        .desired(same)
                        .mayChange())
                .isTrue();
    }

    @Test
    void aMachineWithAnAddressOfAPoolThatIsUsedByNameOfTheBridgeStaysAsItIsWithoutItsNodeNetwork() {
        var asked = machine(POOL.replace("nodeNetwork: lan", "bridgeName: br-lan"));
        var running = AddressedWorld.EMPTY
                .offering(nodeNetwork("lan", State.Ready, pool("servers", "10.0.0.0/24")))
                .with(AddressedWorld.lease("lan", "10.0.0.1", "servers"))
                .written(asked);
        assertThat(running.desired(asked).mayChange()).isTrue();
        assertThat(running.offering().desired(asked).mayChange()).isFalse();
    }

    @Test
    void aSecondPoolTakesNothingFromThoseWhoNamedNone() {
        var offer = nodeNetwork("lan", State.Ready, pool("servers", "10.0.0.0/24"), pool("guests", "10.0.1.0/24"));
        var asked = machine(POOL);
        var desired = AddressedWorld.EMPTY
                .offering(offer)
                .with(AddressedWorld.lease("lan", "10.0.1.9", "guests"))
                .desired(asked);
        assertThat(desired.mayCreate()).isTrue();
        assertThat(addresses(desired)).isEqualTo("[10.0.1.9/24]");
        assertThat(reason(AddressedWorld.EMPTY.offering(offer).desired(asked))).isEqualTo("PoolMissing");
    }

    @Test
    void aPoolThatIsRenamedOrResizedKeepsItsAddresses() {
        var asked = machine(POOL);
        var world = AddressedWorld.EMPTY.with(AddressedWorld.lease("lan", "10.0.0.9", "servers"));
        var renamed = world.offering(nodeNetwork("lan", State.Ready, pool("machines", "10.0.0.0/24")))
                .desired(asked);
        assertThat(renamed.mayCreate()).isTrue();
        assertThat(addresses(renamed)).isEqualTo("[10.0.0.9/24]");

        var moved = world.offering(nodeNetwork("lan", State.Ready, pool("machines", "10.1.0.0/24")));
        assertThat(AddressClaims.of(asked, AddressedWorld.SETTINGS, moved.observed()))
                .as("another address is taken of a pool that has not this one")
                .noneMatch(claim -> claim.isMetBy(moved.leases().held().getFirst()));
    }

    private static String addresses(DesiredState desired) {
        return desired.networks().getFirst().addresses().addresses().toString();
    }

    private static String reason(DesiredState desired) {
        return desired.networks().getFirst().obstacle().orElseThrow().reason();
    }

    private static String message(DesiredState desired) {
        return desired.networks().getFirst().obstacle().orElseThrow().message();
    }
}
