package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.VolumeStatus;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every kind of change of a running machine. */
class ChangesIT {
    private static final String SMALL = """
            cpu: 1
            memory: 1Gi
            """;
    private static final String ONE_DISK = SMALL + """
            disks:
              - {name: root, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
            """;
    private static final String TWO_DISKS =
            ONE_DISK + "  - {name: data, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}\n";
    private static final String ONE_NETWORK = SMALL + """
            networks:
              - {name: front, type: bridge, bridgeName: br-front, vlanId: 10}
            """;
    private static final String TWO_NETWORKS = ONE_NETWORK + "  - {name: back, type: bridge, bridgeName: br-back}\n";

    private final Story story = Story.of(SharedTestbed.get(), "changes");

    @Test
    void moreCpuReachesTheRunningGuest() throws Exception {
        story.run(SMALL);
        var guest = uid(story.instance());
        story.ask(SMALL.replace("cpu: 1", "cpu: 2"));
        story.instance("two sockets", vmi -> vmi.getSpec().domain().cpu().sockets() == 2);
        story.settled();
        assertThat(uid(story.instance())).isEqualTo(guest);
    }

    @Test
    void moreMemoryReachesTheRunningGuest() throws Exception {
        story.run(SMALL);
        var guest = uid(story.instance());
        story.ask(SMALL.replace("memory: 1Gi", "memory: 2Gi"));
        story.instance(
                "2Gi of memory",
                vmi -> "2Gi".equals(vmi.getSpec().domain().memory().guest()));
        story.settled();
        assertThat(uid(story.instance())).isEqualTo(guest);
    }

    @Test
    void anEmptyDiskGrowsAsAskedAndAnImportedOneWithCdisOverhead() throws Exception {
        story.run(TWO_DISKS);
        var dataVolume = story.dataVolume("root").getSpec();
        var overhead = ratio(story.claim("root").getSpec().getResources().getRequests(), "10Gi");
        story.ask(TWO_DISKS.replace("size: 10Gi", "size: 20Gi").replace("size: 1Gi", "size: 3Gi"));
        story.see(
                "the volume of disk data has grown",
                () -> story.wukong().getStatus().volumes(),
                volumes -> volumes.stream()
                        .anyMatch(volume -> volume.name().equals("data") && "3Gi".equals(volume.size())));
        story.see(
                "the claim of disk root has grown",
                () -> ratio(story.claim("root").getSpec().getResources().getRequests(), "20Gi"),
                ratio -> ratio.compareTo(BigDecimal.ONE) >= 0);
        assertThat(ratio(story.claim("root").getSpec().getResources().getRequests(), "20Gi"))
                .isGreaterThanOrEqualTo(overhead)
                .isLessThan(overhead.add(new BigDecimal("0.01")));
        assertThat(story.dataVolume("root").getSpec()).isEqualTo(dataVolume);
        story.settled();
    }

    @Test
    void aDiskIsAddedAndTakenOutAndItsDataStays() throws Exception {
        story.run(ONE_DISK);
        story.ask(TWO_DISKS);
        story.machine("disk data is in the machine", vm -> volumes(vm).contains("data"));
        story.settled("a restart is required", status -> Tenant.because(status, "Ready", "RestartRequired"));
        var claim = uid(story.claim("data"));

        story.ask(ONE_DISK);
        story.machine("disk data is out of the machine", vm -> !volumes(vm).contains("data"));
        story.settled(
                "the disk is named as detached", status -> detached(status).equals(List.of("data")));
        story.settled();
        assertThat(uid(story.claim("data"))).isEqualTo(claim);

        story.ask(TWO_DISKS);
        story.machine("disk data is back", vm -> volumes(vm).contains("data"));
        story.settled("nothing is detached", status -> detached(status).isEmpty());
        assertThat(uid(story.claim("data"))).isEqualTo(claim);
    }

    @Test
    void aNetworkIsAddedAndTakenOut() throws Exception {
        story.run(ONE_NETWORK);
        story.ask(TWO_NETWORKS);
        story.instance(
                "the guest has both networks", vmi -> attachments(vmi.getSpec()).size() == 2);
        story.settled("both are reported", status -> status.networks().size() == 2);

        story.ask(ONE_NETWORK);
        story.machine("one network in the machine", vm -> attachments(vm).size() == 1);
        assertThat(names(story.attachments()))
                .as("the guest is still plugged into both")
                .hasSize(2);
        restart();
        story.see("one attachment definition is left", () -> names(story.attachments()), left -> left.size() == 1);
        story.settled();
    }

    @Test
    void anotherVlanIsAnotherAttachmentDefinitionAndTheOldOneGoesWhenNothingRefersToIt() throws Exception {
        story.run(ONE_NETWORK);
        var before = names(story.attachments());
        story.ask(ONE_NETWORK.replace("vlanId: 10", "vlanId: 20"));
        var vm = story.machine(
                "another attachment", machine -> !attachments(machine).equals(before));
        story.settled("a restart is required", status -> Tenant.because(status, "Ready", "RestartRequired"));
        assertThat(names(story.attachments()))
                .containsAll(before)
                .containsAll(attachments(vm))
                .hasSize(2);
        restart();
        story.see("only the new one is left", () -> names(story.attachments()), left -> left.equals(attachments(vm)));
        assertThat(story.attachments().getFirst().getSpec().config()).contains("\"vlan\":20");
    }

    @Test
    void haltedIsReadyAndOff_andBackAgain() throws Exception {
        story.run(SMALL);
        story.ask(SMALL + "startStrategy: {runStrategy: Halted}\n");
        story.settled(
                "Stopped and Ready",
                status -> "Stopped".equals(status.phase())
                        && Tenant.is(status, "Ready", "True")
                        && Tenant.because(status, "Ready", "Stopped"));
        assertThat(story.wukong().getStatus().nodeName()).isNull();
        story.ask(SMALL);
        story.settled();
        story.ask(SMALL + "startStrategy: {autoStart: false}\n");
        story.settled("Stopped", status -> "Stopped".equals(status.phase()));
        assertThat(story.machine().getSpec().runStrategy()).isEqualTo("Halted");
    }

    @Test
    void labelsReachTheGuestsPodAtTheNextStartAndStatusSaysSo() throws Exception {
        story.run(SMALL);
        story.askWith("labels: {tier: front}", SMALL);
        var status = story.status(
                "the labels wait for a restart",
                said -> Tenant.because(said, "VirtualMachineSynced", "RestartRequired"));
        assertThat(Tenant.is(status, "Ready", "True")).isTrue();
        restart();
        story.status(
                "in sync", said -> Tenant.because(said, "VirtualMachineSynced", "InSync") && Tenant.isRunning(said));
        assertThat(story.instance().getMetadata().getLabels()).containsEntry("tier", "front");
    }

    @Test
    void otherUserDataIsAnotherSecretAndTheOldOneGoesWithTheGuestThatUsesIt() throws Exception {
        story.run(SMALL + "userData: \"#cloud-config\\nlocale: C\\n\"\n");
        var before = names(story.secrets());
        assertThat(story.secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.getImmutable()).isTrue());
        story.ask(SMALL + "userData: \"#cloud-config\\nlocale: en_GB.UTF-8\\n\"\n");
        story.settled("a restart is required", status -> Tenant.because(status, "Ready", "RestartRequired"));
        assertThat(names(story.secrets())).containsAll(before).hasSize(2);
        restart();
        var left = story.see("one Secret is left", () -> names(story.secrets()), names -> names.size() == 1);
        assertThat(left).doesNotContainAnyElementsOf(before);
        story.settled();
    }

    @Test
    void nodeSelectorAndTolerationsReachTheMachine() throws Exception {
        story.run(SMALL);
        story.ask(SMALL + """
                highAvailability:
                  nodeSelector: {kubernetes.io/hostname: node-2}
                  tolerations: [{key: dedicated, operator: Equal, value: vms, effect: NoSchedule}]
                """);
        var vm = story.machine(
                "a node selector",
                machine -> !machine.getSpec().template().spec().nodeSelector().isEmpty());
        assertThat(vm.getSpec().template().spec().nodeSelector()).containsEntry("kubernetes.io/hostname", "node-2");
        assertThat(vm.getSpec().template().spec().tolerations())
                .singleElement()
                .satisfies(toleration -> assertThat(toleration.getKey()).isEqualTo("dedicated"));
        story.settled();
        story.ask(SMALL);
        story.machine(
                "no node selector and no toleration",
                machine -> machine.getSpec().template().spec().nodeSelector().isEmpty()
                        && machine.getSpec().template().spec().tolerations().isEmpty());
        story.settled();
    }

    @Test
    void anotherFirmwareRequiresARestartAndItsRevertDoesNot() throws Exception {
        story.run(SMALL);
        story.ask(SMALL + "firmware: uefi\n");
        story.settled(
                "a restart is required",
                status -> "Running".equals(status.phase()) && Tenant.because(status, "Ready", "RestartRequired"));
        story.ask(SMALL);
        story.settled();
        assertThat(Tenant.because(story.wukong().getStatus(), "VirtualMachineSynced", "InSync"))
                .isTrue();
    }

    @Test
    void aSpecThatCannotBeFollowedLeavesTheMachineRunning() throws Exception {
        story.run(SMALL);
        var vm = story.machine().getMetadata().getResourceVersion();
        story.ask(SMALL.replace("cpu: 1", "cpu: 2") + "userData: \"#cloud-config\\n- a list\\n\"\n");
        var status = story.settled("it says so", said -> Tenant.is(said, "Accepted", "False"));
        assertThat(Tenant.is(status, "Stalled", "True")).isTrue();
        assertThat(Tenant.is(status, "Ready", "False")).isTrue();
        assertThat(status.phase()).isEqualTo("Running");
        assertThat(status.networks()).isNotEmpty();
        assertThat(story.machine().getMetadata().getResourceVersion()).isEqualTo(vm);
        assertThat(story.events()).anySatisfy(event -> assertThat(event).startsWith("Warning SpecInvalid: "));

        story.ask(SMALL);
        assertThat(story.settled().condition("Stalled")).isEmpty();
    }

    @Test
    void thePauseAnnotationHoldsBackEveryWrite() throws Exception {
        story.run(SMALL);
        story.somebodyChanges(
                Wukong.class, Story.NAME, "{\"metadata\":{\"annotations\":{\"vm.novasphere.dev/paused\":\"true\"}}}");
        story.ask(SMALL.replace("cpu: 1", "cpu: 2"));
        var status = story.settled("it says so", said -> Tenant.because(said, "VirtualMachineSynced", "Paused"));
        assertThat(status.phase()).isEqualTo("Running");
        assertThat(story.machine().getSpec().template().spec().domain().cpu().sockets())
                .isEqualTo(1);
        story.somebodyChanges(
                Wukong.class, Story.NAME, "{\"metadata\":{\"annotations\":{\"vm.novasphere.dev/paused\":null}}}");
        story.machine(
                "two sockets",
                vm -> vm.getSpec().template().spec().domain().cpu().sockets() == 2);
        story.settled();
    }

    private void restart() throws Exception {
        var old = uid(story.instance());
        SharedTestbed.get().platform().kubeVirt().virtctlRestart(story.namespace(), Story.MACHINE);
        story.instance(
                "a new instance runs",
                vmi -> !uid(vmi).equals(old) && "Running".equals(vmi.getStatus().phase()));
    }

    private static BigDecimal ratio(Map<String, Quantity> requests, String size) {
        return requests.get("storage")
                .getNumericalAmount()
                .divide(new Quantity(size).getNumericalAmount(), 4, RoundingMode.HALF_UP);
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }

    private static List<String> volumes(VirtualMachine vm) {
        return vm.getSpec().template().spec().volumes().stream()
                .map(volume -> volume.name())
                .toList();
    }

    private static List<String> attachments(VirtualMachine vm) {
        return attachments(vm.getSpec().template().spec());
    }

    private static List<String> attachments(InstanceSpec spec) {
        return spec.networks().stream()
                .map(network -> network.multus())
                .filter(Objects::nonNull)
                .map(multus -> multus.networkName())
                .toList();
    }

    private static List<String> detached(WukongStatus status) {
        return status.volumes().stream()
                .filter(volume -> Boolean.TRUE.equals(volume.detached()))
                .map(VolumeStatus::name)
                .toList();
    }
}
