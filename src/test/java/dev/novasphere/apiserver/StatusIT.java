package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.NetworkStatus;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.simulators.KubeVirtSimulator;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the status of a healthy machine says, and what it does not say because nobody has seen it. */
class StatusIT {
    private static final String MACHINE = "web-vm";
    private static final String WUKONG = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
            """;
    private static final String BRIDGED = WUKONG + "  networks: [{name: lan, type: bridge}]\n";

    private final Tenant tenant = SharedTestbed.tenant("status");
    private final KubeVirtSimulator kubeVirt = SharedTestbed.get().platform().kubeVirt();

    @Test
    void aMachineThatIsSwitchedOffLosesWhatWasSeenOfItsGuest() throws Exception {
        tenant.apply(BRIDGED);
        seen("an address", status -> network(status).ipAddress() != null);
        tenant.apply(BRIDGED + "  startStrategy: {runStrategy: Halted}\n");
        var off = seen("off", status -> "Stopped".equals(status.phase()));
        assertThat(Tenant.read(off, "Ready"))
                .isEqualTo("True Stopped: The guest is off, as run strategy Halted has it.");
        hasNoGuest(off);
    }

    /** KubeVirt keeps the instance of a machine that ran once, with its last node and addresses. */
    @Test
    void aMachineThatRanOnceIsStoppedAndHasNoNodeAndNoAddress() throws Exception {
        tenant.apply(BRIDGED + "  startStrategy: {runStrategy: Once}\n");
        tenant.waitForRunning("web");
        seen("an address", status -> network(status).ipAddress() != null);
        kubeVirt.guestShutdown(tenant.namespace(), MACHINE);
        var done = seen("done", status -> "Stopped".equals(status.phase()));
        assertThat(Tenant.read(done, "Ready"))
                .isEqualTo("True Stopped: The guest is off, as run strategy Once has it.");
        hasNoGuest(done);
        assertThat(tenant.get(VirtualMachineInstance.class, MACHINE)).isPresent();
    }

    @Test
    void aPausedGuestIsRunningButNotReady() throws Exception {
        tenant.apply(WUKONG);
        tenant.waitForRunning("web");
        kubeVirt.pause(tenant.namespace(), MACHINE, true);
        var paused = seen("paused", status -> Tenant.because(status, "Ready", "GuestPaused"));
        assertThat(paused.phase()).isEqualTo("Running");
        assertThat(Tenant.read(paused, "Ready"))
                .isEqualTo("False GuestPaused: VirtualMachine web-vm is paused; KubeVirt says: VMI was paused by user."
                        + " After an I/O error see to the storage first. To let the guest go on:"
                        + " virtctl unpause vm web-vm -n %s.".formatted(tenant.namespace()));
        kubeVirt.pause(tenant.namespace(), MACHINE, false);
        tenant.waitForRunning("web");
    }

    @Test
    void withoutAnAgentTheAddressStaysUnknownAndWithOneItIsShown() throws Exception {
        kubeVirt.silenceAgent(tenant.namespace(), MACHINE);
        tenant.apply(BRIDGED);
        var silent = tenant.waitForRunning("web").getStatus();
        assertThat(Tenant.read(silent, "NetworksConfigured"))
                .isEqualTo(
                        "True AddressUnknown: The networks are configured. The address of \"lan\" is not known, because"
                                + " no guest agent answers: set guestAgent to true before the first start, or install"
                                + " qemu-guest-agent in the guest.");
        assertThat(network(silent).ipAddress()).isNull();
        assertThat(network(silent).macAddress()).matches("[0-9a-f:]{17}");

        kubeVirt.heal(tenant.namespace(), MACHINE);
        var told = seen("an address", status -> network(status).ipAddress() != null);
        assertThat(Tenant.read(told, "NetworksConfigured"))
                .isEqualTo("True NetworksReady: Every network is configured.");
        assertThat(network(told).guestInterface()).isEqualTo("enp1s0");
        assertThat(network(told).ipAddresses()).containsExactly(network(told).ipAddress());
        assertThat(network(told).nadName()).startsWith("web-lan-");
    }

    /** As {@code kubectl wait --for=condition=Ready} does. */
    @Test
    void peopleCanWaitForReady() {
        var web = tenant.client().resource(tenant.apply(WUKONG));
        var ready = web.waitUntilCondition(
                seen -> seen.getAdditionalProperties().toString().contains("reason=Running, status=True, type=Ready"),
                20,
                TimeUnit.SECONDS);
        assertThat(ready.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void everyConditionSaysWhichSpecItSpeaksOfAndTheUsersSpecIsLeftAlone() throws Exception {
        var first = tenant.apply(BRIDGED);
        var web = tenant.waitForRunning("web");
        generationsAre(web, 1);
        var stored = tenant.client().resource(first).get();
        assertThat(stored.getAdditionalProperties().get("spec"))
                .isEqualTo(first.getAdditionalProperties().get("spec"));

        tenant.apply(BRIDGED.replace("cpu: 1", "cpu: 2"));
        generationsAre(tenant.waitFor("web", "the second spec", StatusIT::speaksOfTheSecondSpec), 2);
    }

    private static boolean speaksOfTheSecondSpec(WukongStatus status) {
        return Long.valueOf(2).equals(status.observedGeneration()) && Tenant.isRunning(status);
    }

    private static void generationsAre(Wukong web, long generation) {
        assertThat(web.getMetadata().getGeneration()).isEqualTo(generation);
        assertThat(web.getStatus().observedGeneration()).isEqualTo(generation);
        assertThat(web.getStatus().conditions())
                .extracting(Condition::getType)
                .containsExactly("Accepted", "NetworksConfigured", "VolumesBound", "VirtualMachineSynced", "Ready");
        assertThat(web.getStatus().conditions())
                .extracting(Condition::getObservedGeneration)
                .containsOnly(generation);
    }

    private static void hasNoGuest(WukongStatus status) {
        assertThat(status.nodeName()).isNull();
        assertThat(network(status).ipAddress()).isNull();
        assertThat(network(status).ipAddresses()).isEmpty();
        assertThat(network(status).guestInterface()).isNull();
    }

    private static NetworkStatus network(WukongStatus status) {
        return status.networks().isEmpty()
                ? new NetworkStatus("none", null, null, List.of(), null, null)
                : status.networks().getFirst();
    }

    private WukongStatus seen(String what, Predicate<WukongStatus> wanted) throws Exception {
        return tenant.waitFor("web", what, wanted).getStatus();
    }
}
