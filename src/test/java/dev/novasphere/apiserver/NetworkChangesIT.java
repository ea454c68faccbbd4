package dev.novasphere.apiserver;

import static dev.novasphere.apiserver.Story.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.api.AddressLease;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.KubeVirt;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.simulators.KubeVirtSimulator;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Networks of a running machine come, go and change; a guest is never restarted for it but by its user. */
class NetworkChangesIT {
    private static final String ONE = SMALL + """
            networks:
              - {name: front, type: bridge, bridgeName: br-front, vlanId: 10}
            """;
    private static final String WITH_DEVICE =
            ONE + "  - {name: fast, type: sriov, resourceName: intel.com/sriov_vfio}\n";

    private static final String TEMPLATE = "/spec/template/spec";
    private static final String NICS = "/domain/devices/interfaces";

    /** No two machines have one address, whatever their namespaces. */
    private static String two(int address) {
        return ONE
                + "  - {name: back, type: bridge, bridgeName: br-back, vlanId: 7, ipConfig: {mode: static, address: 10.77.7.%d/24}}\n"
                        .formatted(address);
    }

    private final Story story = new Story(SharedTestbed.tenant("network-changes"));
    private final Stillness stillness = new Stillness(story);

    @AfterEach
    void heal() {
        kubeVirt().heal(story.namespace(), Story.MACHINE);
    }

    @Test
    void aNetworkIsPluggedAndUnpluggedWhileTheGuestRuns() throws Exception {
        story.run(ONE);
        var guest = Story.uid(story.instance());
        story.ask(two(5));
        story.settled("both are reported", status -> macs(status) == 2);
        assertThat(leases()).containsExactly("10.77.7.5");
        var writes = writes();

        kubeVirt().keepPlugged(story.namespace(), Story.MACHINE);
        story.ask(ONE);
        story.instance(
                "back is out of the guest and in its pod", vmi -> sources(vmi).contains("multus-status"));
        assertThat(story.machine().at(TEMPLATE + NICS + "/1/state").asText()).isEqualTo("absent");
        assertThat(story.names(Kind.ATTACHMENT))
                .as("the pod is still plugged into both")
                .hasSize(2);
        assertThat(leases()).containsExactly("10.77.7.5");
        story.settled(
                "it is said",
                status -> status.networks().size() == 1
                        && said(status).contains("Network \"back\" is being taken out of the running guest."));

        kubeVirt().heal(story.namespace(), Story.MACHINE);
        story.see("one attachment definition is left", () -> story.names(Kind.ATTACHMENT), left -> left.size() == 1);
        story.see("its address is free", this::leases, List::isEmpty);
        assertThat(names(story.instance(), "/spec")).containsExactly("front");
        assertThat(names(story.machine(), TEMPLATE)).containsExactly("front");
        assertThat(Story.uid(story.instance())).isEqualTo(guest);
        story.see("nothing is said of it", () -> said(story.wukong().getStatus()), said -> !said.contains("back"));
        // Absent; and the lists that virt-controller has written are ours again.
        story.see("two writes of the machine", () -> writes() - writes, count -> count == 2);
        var still = stillness.look();
        assertThat(stillness.everything()).isEqualTo(still);
    }

    @Test
    void aNetworkThatIsWantedAgainWhileItLeavesComesBack() throws Exception {
        story.run(two(6));
        var nad =
                story.machine().at(TEMPLATE + "/networks/1/multus/networkName").asText();
        kubeVirt().keepPlugged(story.namespace(), Story.MACHINE);
        story.ask(ONE);
        story.instance(
                "back is out of the guest and in its pod", vmi -> sources(vmi).contains("multus-status"));

        story.ask(two(6));
        story.settled(
                "it is said",
                status -> said(status)
                        .contains("Network \"back\" is plugged in anew as soon as it is out of the running guest."));
        assertThat(story.machine().at(TEMPLATE + NICS + "/1").has("state")).isFalse();

        kubeVirt().heal(story.namespace(), Story.MACHINE);
        story.instance(
                "back is in the guest again",
                vmi -> !vmi.at("/spec" + NICS + "/1").has("state")
                        && sources(vmi).stream()
                                        .filter(source -> source.startsWith("domain"))
                                        .count()
                                == 2);
        assertThat(story.machine()
                        .at(TEMPLATE + "/networks/1/multus/networkName")
                        .asText())
                .isEqualTo(nad);
        story.settled();
    }

    @Test
    void aNetworkOfADeviceStaysUntilTheRestart() throws Exception {
        story.run(WITH_DEVICE);
        story.ask(ONE);
        var status = story.settled("a restart is required", NetworkChangesIT::needsRestart);
        assertThat(said(status))
                .contains(
                        "Network \"fast\" stays in the running guest, because KubeVirt takes out interfaces of a bridge only.")
                .endsWith("To restart it: virtctl restart %s -n %s.".formatted(Story.MACHINE, story.namespace()));
        assertThat(story.names(Kind.ATTACHMENT)).hasSize(2);
        restart();
        story.see("one attachment definition is left", () -> story.names(Kind.ATTACHMENT), left -> left.size() == 1);
        story.settled();
    }

    @Test
    void aStoppedMachineSimplyLosesIt() throws Exception {
        var halted = "startStrategy: {runStrategy: Halted}\n";
        story.ask(two(7) + halted);
        story.settled("Stopped", status -> "Stopped".equals(status.phase()));
        story.ask(ONE + halted);
        story.machine("one network", vm -> names(vm, TEMPLATE).equals(List.of("front")));
        story.see("one attachment definition is left", () -> story.names(Kind.ATTACHMENT), left -> left.size() == 1);
        story.see("its address is free", this::leases, List::isEmpty);
    }

    @Test
    void anotherVlanIsAnotherAttachmentDefinitionAndTheOldOneGoesWithTheGuestThatUsesIt() throws Exception {
        story.run(ONE);
        var before = story.names(Kind.ATTACHMENT);
        story.ask(ONE.replace("vlanId: 10", "vlanId: 20"));
        var status = story.settled("a restart is required", NetworkChangesIT::needsRestart);
        assertThat(said(status)).startsWith("The running guest stays connected to network \"front\" as before.");
        var after = attached(story.machine(), TEMPLATE);
        assertThat(after).doesNotContainAnyElementsOf(before);
        assertThat(story.names(Kind.ATTACHMENT)).containsAll(before).containsAll(after);
        restart();
        story.see("only the new one is left", () -> story.names(Kind.ATTACHMENT), after::equals);
        assertThat(story.json(Kind.ATTACHMENT, after.getFirst())
                        .at("/spec/config")
                        .asText())
                .contains("\"vlan\":20");
    }

    @Test
    void anotherBridgeReachesTheRunningGuestWhereKubeVirtMovesNetworks() throws Exception {
        story.run(ONE);
        var guest = Story.uid(story.instance());
        var before = attached(story.instance(), "/spec");
        letGuestsMove("[\"LiveUpdateNADRef\"]");
        try {
            story.ask(ONE.replace("br-front", "br-back"));
            var vmi = story.instance(
                    "another attachment",
                    there -> !attached(there, "/spec").equals(before)
                            && !there.toString().contains("MigrationRequired"));
            story.see("only the new one is left", () -> story.names(Kind.ATTACHMENT), attached(vmi, "/spec")::equals);
            assertThat(Story.uid(vmi)).isEqualTo(guest);
            story.settled();
        } finally {
            letGuestsMove("null");
        }
    }

    private static KubeVirtSimulator kubeVirt() {
        return SharedTestbed.get().platform().kubeVirt();
    }

    /** Sets KubeVirt's feature gates. */
    private void letGuestsMove(String gates) {
        story.tenant()
                .client()
                .resources(KubeVirt.class)
                .inNamespace("kubevirt")
                .withName("kubevirt")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"configuration\":{\"developerConfiguration\":{\"featureGates\":%s}}}}"
                                .formatted(gates));
    }

    private void restart() throws Exception {
        var old = Story.uid(story.instance());
        kubeVirt().virtctlRestart(story.namespace(), Story.MACHINE);
        story.instance(
                "a new instance runs",
                vmi -> !Story.uid(vmi).equals(old)
                        && vmi.at("/status/phase").asText().equals("Running"));
    }

    private long writes() throws Exception {
        return stillness.writes().stream()
                .filter(write -> write.contains(" virtualmachines "))
                .count();
    }

    private List<String> leases() {
        return story.tenant().client().resources(AddressLease.class).list().getItems().stream()
                .filter(lease -> lease.getSpec().holder().namespace().equals(story.namespace()))
                .map(lease -> lease.getSpec().address())
                .toList();
    }

    private static boolean needsRestart(WukongStatus status) {
        return "Running".equals(status.phase())
                && Tenant.because(status, "VirtualMachineSynced", "RestartRequired")
                && Tenant.because(status, "Ready", "RestartRequired");
    }

    private static String said(WukongStatus status) {
        return status.condition("VirtualMachineSynced").orElseThrow().getMessage();
    }

    private static long macs(WukongStatus status) {
        return status.networks().stream()
                .filter(network -> network.macAddress() != null)
                .count();
    }

    private static List<String> names(JsonNode object, String spec) {
        return object.at(spec + NICS).findValuesAsText("name");
    }

    private static List<String> attached(JsonNode object, String spec) {
        return object.at(spec + "/networks").findValuesAsText("networkName");
    }

    private static List<String> sources(JsonNode instance) {
        return instance.at("/status/interfaces").findValuesAsText("infoSource");
    }
}
