package dev.novasphere.desired;

import static dev.novasphere.desired.AddressedWorld.lease;
import static dev.novasphere.desired.AddressedWorld.machine;
import static dev.novasphere.desired.AddressedWorld.nodeNetwork;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.api.Wukong;
import dev.novasphere.observed.Leases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An address that a machine no longer asks for is another's as soon as no guest can have it, and no moment earlier. */
class ReturnableLeasesTest {
    private static final String NETWORK =
            "{name: %s, type: bridge, bridgeName: br-lan, vlanId: %d, ipConfig: {mode: %s}}";
    private static final Wukong OLD = machine(NETWORK.formatted("lan", 100, "static, address: 10.0.0.5/24"));
    private static final Wukong NEW = machine(NETWORK.formatted("lan", 100, "static, address: 10.0.0.6/24"));
    private static final Wukong DHCP = machine(NETWORK.formatted("lan", 100, "dhcp"));
    private static final Wukong NONE = machine("{name: default, type: pod}");
    private static final String SILENT = "{phase: Running, interfaces: [{name: lan, ipAddress: 10.0.0.9}]}";
    private static final String REPORTED =
            "{phase: Running, conditions: [{type: AgentConnected, status: \"True\"}], interfaces: [{name: lan, ipAddresses: [%s]}]}";

    private final AddressedWorld world = AddressedWorld.EMPTY.holding("10.0.0.5", "10.0.0.6");

    @Test
    void aGuestThatIsToldAnotherAddressKeepsTheOneThatItReports() {
        var restarted = world.written(NEW);
        assertThat(isReturnable(restarted.running(REPORTED.formatted("10.0.0.5")), NEW))
                .isFalse();
        assertThat(isReturnable(restarted.running(REPORTED.formatted("10.0.0.6, 10.0.0.5")), NEW))
                .isFalse();
        assertThat(isReturnable(restarted.running(REPORTED.formatted("10.0.0.7")), NEW))
                .isFalse();
        assertThat(isReturnable(restarted.running(REPORTED.formatted("10.0.0.6")), NEW))
                .isTrue();
    }

    @Test
    void aGuestThatSaysNothingMayHaveItStill() {
        assertThat(isReturnable(world.written(NEW), NEW)).as("stopped").isFalse();
        assertThat(isReturnable(world.written(NEW).running(SILENT), NEW)).isFalse();
        assertThat(isReturnable(world.written(NEW).running(REPORTED.formatted("")), NEW))
                .isFalse();
        assertThat(isReturnable(world.written(DHCP).running(REPORTED.formatted("\"fe80::1\"")), DHCP))
                .as("not up yet")
                .isFalse();
        assertThat(isReturnable(world.written(DHCP).running(REPORTED.formatted("10.0.0.200")), DHCP))
                .isTrue();
    }

    @Test
    void aGuestThatWasNotRestartedHasItStill() {
        var running = world.written(OLD).running(REPORTED.formatted("10.0.0.6"));
        assertThat(isReturnable(running, NEW)).isFalse();
        assertThat(isReturnable(running.written(NEW), NEW)).isFalse();
    }

    @Test
    void anInterfaceThatGoesTakesItsAddressAlong() {
        assertThat(isReturnable(world.written(OLD), NONE)).isFalse();
        assertThat(isReturnable(world.written(OLD).running(SILENT).written(NONE), NONE))
                .isFalse();
        assertThat(isReturnable(world.written(NONE).running(SILENT), NONE)).isTrue();
        assertThat(isReturnable(world.written(NONE), NONE)).isTrue();
    }

    @Test
    void anotherNameOfTheNetworkIsNoOtherInterface() {
        var renamed = machine(NETWORK.formatted("office", 100, "static, address: 10.0.0.6/24"));
        assertThat(isReturnable(world.written(renamed).running(SILENT), renamed))
                .isFalse();
        var elsewhere = machine(NETWORK.formatted("lan", 101, "static, address: 10.0.0.5/24"));
        assertThat(isReturnable(world.written(OLD).running(SILENT), elsewhere)).isFalse();
        assertThat(isReturnable(
                        world.with(lease("lan", "10.0.0.5", null))
                                .written(elsewhere)
                                .running(SILENT),
                        elsewhere))
                .isTrue();
    }

    @Test
    void aGuestThatIsToBeMigratedIsWhereItWas() {
        var moving = "{phase: Running, conditions: [{type: MigrationRequired, status: \"True\"}]}";
        assertThat(isReturnable(world.written(NONE).running(moving), NONE)).isFalse();
    }

    @Test
    void nothingIsReturnedOfANodeNetworkThatIsNotThere() {
        var running = world.written(NEW).running(REPORTED.formatted("10.0.0.6"));
        assertThat(isReturnable(running.offering(nodeNetwork("lab", State.Ready)), NEW))
                .isFalse();
        assertThat(isReturnable(world.written(NONE).offering(), NONE)).isFalse();
    }

    @Test
    void aMacAddressIsTheHypervisors() {
        var mac = "{name: lan, type: bridge, bridgeName: br-lan, vlanId: 100, macAddress: \"02:00:00:00:00:0%d\"}";
        var held = world.with(lease("lan", "02:00:00:00:00:01", null), lease("lan", "02:00:00:00:00:02", null));
        var other = machine(mac.formatted(2));
        assertThat(isReturnable(held.written(machine(mac.formatted(1))).running(SILENT), other))
                .isFalse();
        assertThat(isReturnable(held.written(other).running(SILENT), other)).isTrue();
    }

    @Test
    void aMachineThatWaitsForAnotherAddressAndHasNoGuestHoldsNoneThatItDoesNotWant() {
        var waiting = world.refusing(new Leases.Refused("lan", "AddressInUse", "Somebody has it."));
        assertThat(isReturnable(waiting, NEW)).isTrue();
        assertThat(isReturnable(waiting.written(OLD), NEW)).isFalse();
    }

    /** Whether the first of the leases can be another's. */
    private static boolean isReturnable(AddressedWorld there, Wukong machine) {
        var wanted = there.desired(machine);
        return Stream.of(there.leases().held().getFirst())
                .allMatch(new ReturnableLeases(wanted, there.observed())::has);
    }
}
