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
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void aMachineThatIsStoppedOrMovesToAnotherNodeKeepsItsAddresses() throws Exception {
        var asked = "macAddress: \"02:aa:00:00:00:03\", ipConfig: {mode: static, address: 10.0.0.5/24}";
        machines.ask(one, "web", asked);
        one.waitForRunning("web");
        var leases = leases();
        assertThat(leases).hasSize(2);

        power("web", "Halted");
        one.waitFor("web", "Stopped", status -> "Stopped".equals(status.phase()));
        machines.ask(other, "second", asked);
        machines.refused(other, "second", "AddressInUse");
        assertThat(leases()).isEqualTo(leases);
        power("web", "Always");
        one.waitForRunning("web");
        assertThat(leases()).isEqualTo(leases);

        var node = one.waitForRunning("web").getStatus().nodeName();
        var target = Stream.of("node-1", "node-2", "node-3")
                .filter(each -> !each.equals(node))
                .findFirst()
                .orElseThrow();
        migrate("web-vm", target);
        one.waitFor("web", "it is on " + target, status -> target.equals(status.nodeName()));
        assertThat(leases()).isEqualTo(leases);
    }

    @Test
    void whatIsDeletedWhileTheOperatorIsDownGivesItsAddressesBackWhenItIsBack() throws Exception {
        machines.ask(one, "first", "macAddress: \"02:aa:00:00:00:04\", ipConfig: {mode: static, address: 10.0.0.5/24}");
        machines.askFor(one, "leaving", "10.0.0.6");
        one.waitForRunning("first");
        one.waitForRunning("leaving");
        machines.askFor(other, "second", "10.0.0.5");
        machines.refused(other, "second", "AddressInUse");
        Holds.put(one, VirtualMachine.class, "leaving-vm");
        one.askToDelete(Wukong.class, "leaving", DeletionPropagation.BACKGROUND);
        one.waitFor("leaving", "it waits for the guest", status -> "Deleting".equals(status.phase()));
        assertThat(machines.holders()).as("while the guest may have it").containsEntry("10.0.0.6", "leaving");

        SharedTestbed.withoutOperator(() -> {
            Holds.release(one, VirtualMachine.class, "leaving-vm");
            one.askToDelete(Wukong.class, "first", DeletionPropagation.BACKGROUND);
        });
        other.waitForRunning("second");
        machines.see(Map.of("10.0.0.5", "second"));
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
    void aMachineThatCouldBeStartedHasItsAddressStill() throws Exception {
        machines.askFor(one, "first", "10.0.0.5");
        one.waitForRunning("first");
        power("first", "Halted");
        one.waitFor("first", "Stopped", status -> "Stopped".equals(status.phase()));
        SharedTestbed.withoutOperator(() -> {
            orphan("first-vm");
            one.askToDelete(Wukong.class, "first", DeletionPropagation.BACKGROUND);
            Holds.strip(one, Wukong.class, "first");
        });
        machines.askFor(other, "second", "10.0.0.5");
        machines.refused(other, "second", "AddressInUse");
        one.delete(VirtualMachine.class, "first-vm");
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

        var elsewhere = AddressedMachines.onAVlanOfTheirOwn();
        elsewhere.ask(other, "spoof", "macAddress: \"%s\"".formatted(derived));
        other.waitForRunning("spoof");
        elsewhere.ask(one, "derived", "ipConfig: {mode: dhcp}");
        elsewhere.refused(one, "derived", "MacInUse");
        other.delete(Wukong.class, "spoof");
        one.waitFor("derived", "it may move", told -> Tenant.is(told, "NetworksConfigured", "True"));

        machines.ask(one, "written", "macAddress: \"02:AA:00:00:00:01\"");
        one.waitForRunning("written");
        machines.ask(other, "second", "macAddress: \"02:aa:00:00:00:01\"");
        machines.refused(other, "second", "MacInUse");
        one.delete(Wukong.class, "written");
        other.waitForRunning("second");
        machines.see(Map.of("02:aa:00:00:00:01", "second"));
    }

    @Test
    void ofManyWhoAskAtOnceForOneMacAddressOneHasItAtATime() throws Exception {
        var mac = "02:aa:00:00:00:02";
        var names = IntStream.range(0, 6).mapToObj(number -> "web-" + number).toList();
        names.parallelStream()
                .forEach(name ->
                        machines.ask(name.endsWith("1") ? one : other, name, "macAddress: \"02:AA:00:00:00:02\""));
        var left = new ArrayList<>(names);
        while (!left.isEmpty()) {
            var holders = machines.see("one of " + left + " has it", seen -> left.contains(seen.get(mac)));
            var holder = String.valueOf(holders.get(mac));
            var tenant = holder.endsWith("1") ? one : other;
            tenant.waitForRunning(holder);
            left.remove(holder);
            for (var name : left) {
                machines.refused(name.endsWith("1") ? one : other, name, "MacInUse");
            }
            tenant.delete(Wukong.class, holder);
        }
        machines.see(Map.of());
    }

    private List<String> leases() {
        return machines.leases().stream()
                .map(lease -> lease.getMetadata().getUid())
                .toList();
    }

    /** As {@code kubectl delete --cascade=orphan} leaves it. */
    private void orphan(String machine) {
        one.client()
                .resources(VirtualMachine.class)
                .inNamespace(one.namespace())
                .withName(machine)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"ownerReferences\":null}}");
    }

    private void power(String name, String strategy) {
        one.client()
                .resources(Wukong.class)
                .inNamespace(one.namespace())
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"startStrategy\":{\"runStrategy\":\"%s\"}}}".formatted(strategy));
    }

    /** As the end of a live migration looks to us: the same instance, on another node. */
    private void migrate(String machine, String node) {
        one.client()
                .resources(VirtualMachineInstance.class)
                .inNamespace(one.namespace())
                .withName(machine)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"nodeName\":\"%s\"}}".formatted(node));
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
