package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.Wukong;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.operator.Holds;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No address twice: who asks first has it, as long as the machine is there and no longer. */
class AddressesIT {
    private final AddressedMachines machines = AddressedMachines.onAVlanOfTheirOwn();
    private final Tenant one = SharedTestbed.tenant("addresses");
    private final Tenant other = SharedTestbed.tenant("neighbours");

    @AfterEach
    void leaveNothing() {
        List.of(one, other)
                .forEach(tenant -> tenant.client()
                        .resources(Wukong.class)
                        .inNamespace(tenant.namespace())
                        .delete());
    }

    @Test
    void theSecondWhoAsksIsRefusedWithoutANameAndRunsAsSoonAsItIsFree() throws Exception {
        machines.askFor(one, "first", "10.0.0.5");
        one.waitForRunning("first");
        machines.askFor(other, "second", "10.0.0.5");
        assertThat(machines.refused(other, "second", "AddressInUse"))
                .contains("address 10.0.0.5 is in use already on NodeNetwork \"office\"")
                .doesNotContain(one.namespace(), "first");
        assertThat(other.get(VirtualMachine.class, "second-vm")).isEmpty();

        one.delete(Wukong.class, "first");
        other.waitForRunning("second");
        machines.see(Map.of("10.0.0.5", "second"));
        other.delete(Wukong.class, "second");
        machines.see(Map.of());
    }

    @Test
    void onAnotherVlanTheSameAddressIsAnother() throws Exception {
        machines.askFor(one, "first", "10.0.0.5");
        AddressedMachines.onAVlanOfTheirOwn().askFor(other, "second", "10.0.0.5");
        one.waitForRunning("first");
        other.waitForRunning("second");
    }

    @Test
    void anAddressStaysOverRestartsOfTheGuestAndAnOldOneUntilTheGuestHasTheNewOne() throws Exception {
        machines.askFor(one, "web", "10.0.0.5");
        one.waitForRunning("web");
        var lease = machines.leases().getFirst().getMetadata().getUid();
        restart("web-vm");
        assertThat(machines.leases().getFirst().getMetadata().getUid()).isEqualTo(lease);

        machines.askFor(one, "web", "10.0.0.6");
        machines.see(Map.of("10.0.0.5", "web", "10.0.0.6", "web"));
        one.waitFor("web", "the guest has another address", status -> Tenant.is(status, "AddressMismatch", "True"));
        assertThat(machines.holders()).hasSize(2);
        restart("web-vm");
        machines.see(Map.of("10.0.0.6", "web"));
        one.waitFor(
                "web",
                "the guest has its address",
                status -> status.condition("AddressMismatch").isEmpty());
    }

    @Test
    void aRunningMachineThatAsksForATakenAddressIsLeftAsItIs() throws Exception {
        machines.askFor(one, "first", "10.0.0.5");
        machines.askFor(other, "second", "10.0.0.6");
        one.waitForRunning("first");
        other.waitForRunning("second");
        var before = other.get(VirtualMachine.class, "second-vm").orElseThrow();
        machines.askFor(other, "second", "10.0.0.5");
        machines.refused(other, "second", "AddressInUse");
        var after = other.get(VirtualMachine.class, "second-vm").orElseThrow();
        assertThat(after.getMetadata().getGeneration())
                .isEqualTo(before.getMetadata().getGeneration());
        assertThat(machines.holders()).isEqualTo(Map.of("10.0.0.5", "first", "10.0.0.6", "second"));
        assertThat(other.get(VirtualMachineInstance.class, "second-vm")).isPresent();
    }

    @Test
    void whatAHolderLeftBehindIsTakenOver() throws Exception {
        machines.askFor(one, "first", "10.0.0.5");
        one.waitForRunning("first");
        SharedTestbed.withoutOperator(() -> {
            one.askToDelete(Wukong.class, "first", DeletionPropagation.BACKGROUND);
            Holds.strip(one, Wukong.class, "first");
        });
        one.waitUntilGone(VirtualMachineInstance.class, "first-vm");
        machines.see(Map.of("10.0.0.5", "first"));
        machines.askFor(other, "second", "10.0.0.5");
        other.waitForRunning("second");
        machines.see(Map.of("10.0.0.5", "second"));
    }

    @Test
    void aLeaseThatSomebodyDeletesIsTakenAgain() throws Exception {
        machines.askFor(one, "first", "10.0.0.5");
        one.waitForRunning("first");
        var lease = machines.leases().getFirst();
        machines.client().resource(lease).delete();
        machines.see(
                "the lease anew",
                holders -> machines.leases().stream()
                        .map(AddressLease::getMetadata)
                        .anyMatch(there ->
                                !there.getUid().equals(lease.getMetadata().getUid())));
    }

    @Test
    void aMacAddressIsNobodyElses() throws Exception {
        machines.ask(one, "derived", "ipConfig: {mode: dhcp}");
        var status = one.waitForRunning("derived").getStatus();
        var derived = status.networks().getFirst().macAddress();
        machines.ask(other, "spoof", "macAddress: \"%s\"".formatted(derived));
        assertThat(machines.refused(other, "spoof", "MacInUse"))
                .contains("macAddress %s is in use already".formatted(derived))
                .doesNotContain(one.namespace(), "\"derived\"");

        machines.ask(one, "written", "macAddress: \"02:AA:00:00:00:01\"");
        one.waitForRunning("written");
        machines.ask(other, "second", "macAddress: \"02:aa:00:00:00:01\"");
        machines.refused(other, "second", "MacInUse");
        one.delete(Wukong.class, "written");
        other.waitForRunning("second");
        machines.see(Map.of("02:aa:00:00:00:01", "second"));
    }

    private void restart(String machine) throws Exception {
        var old = one.get(VirtualMachineInstance.class, machine).orElseThrow();
        SharedTestbed.get().platform().kubeVirt().virtctlRestart(one.namespace(), machine);
        new Story(one)
                .see(
                        "another instance of " + machine,
                        () -> one.get(VirtualMachineInstance.class, machine),
                        there -> there.filter(vmi -> !vmi.getMetadata()
                                        .getUid()
                                        .equals(old.getMetadata().getUid()))
                                .isPresent());
    }
}
