package dev.novasphere.apiserver;

import static dev.novasphere.apiserver.Story.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.api.VolumeStatus;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind of change of a running machine but of its networks. */
class ChangesIT {
    private static final String ONE_DISK = SMALL + """
            disks:
              - {name: root, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
            """;
    private static final String TWO_DISKS =
            ONE_DISK + "  - {name: data, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}\n";
    private static final String GUEST = "/spec/domain";
    private static final String TEMPLATE = "/spec/template/spec";

    private final Story story = new Story(SharedTestbed.tenant("changes"));

    @Test
    void moreCpuAndMemoryReachTheRunningGuest() throws Exception {
        story.run(SMALL);
        var guest = Story.uid(story.instance());
        story.ask(SMALL.replace("cpu: 1", "cpu: 2"));
        story.instance("two sockets", vmi -> vmi.at(GUEST + "/cpu/sockets").asInt() == 2);
        story.ask("cpu: 2\nmemory: 2Gi\n");
        story.instance(
                "2Gi of memory", vmi -> vmi.at(GUEST + "/memory/guest").asText().equals("2Gi"));
        story.settled();
        assertThat(Story.uid(story.instance())).isEqualTo(guest);
    }

    @Test
    void lessCpuTakesARestartAndItsRevertDoesNot() throws Exception {
        story.run("cpu: 2\nmemory: 1Gi\n");
        story.ask("cpu: 1\nmemory: 1Gi\n");
        story.settled("a restart is required", ChangesIT::needsRestart);
        assertThat(story.message("Ready")).contains("Reduction of CPU socket count requires a restart");
        story.ask("cpu: 2\nmemory: 1Gi\n");
        var status = story.settled();
        assertThat(Tenant.because(status, "VirtualMachineSynced", "InSync")).isTrue();
    }

    @Test
    void anotherFirmwareTakesARestart() throws Exception {
        story.run(SMALL);
        story.ask(SMALL + "firmware: uefi\n");
        story.settled("a restart is required", ChangesIT::needsRestart);
        restart();
        story.settled();
        assertThat(story.instance().at(GUEST + "/firmware/bootloader").has("efi"))
                .isTrue();
    }

    @Test
    void anEmptyDiskGrowsAsAskedAndAnImportedOneWithRoomForItsFileSystem() throws Exception {
        story.run(TWO_DISKS);
        var dataVolume = story.json(Kind.DATA_VOLUME, story.disk("root")).at("/spec");
        story.ask(TWO_DISKS.replace("size: 10Gi", "size: 20Gi").replace("size: 1Gi", "size: 3Gi"));
        story.see("disk data has grown", () -> requested("data"), bytes -> bytes == bytes("3Gi"));
        story.see(
                "disk root has grown",
                () -> requested("root"),
                bytes -> bytes > bytes("20Gi") && bytes < bytes("22Gi"));
        story.settled("all has grown", status -> Tenant.because(status, "VolumesBound", "VolumesReady"));
        assertThat(story.json(Kind.DATA_VOLUME, story.disk("root")).at("/spec")).isEqualTo(dataVolume);
    }

    @Test
    void aDiskIsAddedAndTakenOutAndItsDataStays() throws Exception {
        story.run(ONE_DISK);
        story.ask(TWO_DISKS);
        story.machine("disk data is in the machine", vm -> disks(vm).contains("data"));
        story.settled("a restart is required", ChangesIT::needsRestart);
        var claim = Story.uid(story.json(Kind.CLAIM, story.disk("data")));

        story.ask(ONE_DISK);
        story.machine("disk data is out of the machine", vm -> !disks(vm).contains("data"));
        story.settled(
                "the disk is named as detached", status -> detached(status).equals(List.of("data")));
        assertThat(Story.uid(story.json(Kind.CLAIM, story.disk("data")))).isEqualTo(claim);

        story.ask(TWO_DISKS);
        story.machine("disk data is back", vm -> disks(vm).contains("data"));
        story.settled("nothing is detached", status -> detached(status).isEmpty());
        assertThat(Story.uid(story.json(Kind.CLAIM, story.disk("data")))).isEqualTo(claim);
    }

    @Test
    void otherUserDataIsAnotherSecretAndTheOldOneGoesWithTheGuestThatUsesIt() throws Exception {
        story.run(SMALL + "userData: \"#cloud-config\\nlocale: C\\n\"\n");
        var before = story.names(Kind.SECRET);
        story.ask(SMALL + "userData: \"#cloud-config\\nlocale: en_GB.UTF-8\\n\"\n");
        story.settled("a restart is required", ChangesIT::needsRestart);
        assertThat(story.names(Kind.SECRET)).containsAll(before).hasSize(2);
        restart();
        var left = story.see("one Secret is left", () -> story.names(Kind.SECRET), names -> names.size() == 1);
        assertThat(left).doesNotContainAnyElementsOf(before);
        story.settled();
    }

    @Test
    void publicKeysReachTheMachineByReference() throws Exception {
        story.run(SMALL);
        story.ask(SMALL + "sshKeySecret: keys-of-ada\n");
        var vm = story.machine(
                "access credentials", machine -> machine.at(TEMPLATE).has("accessCredentials"));
        assertThat(vm.at(TEMPLATE + "/accessCredentials/0/sshPublicKey/source/secret/secretName")
                        .asText())
                .isEqualTo("keys-of-ada");
        story.settled("a restart is required", ChangesIT::needsRestart);
        story.ask(SMALL);
        story.machine("no access credentials", machine -> !machine.at(TEMPLATE).has("accessCredentials"));
        story.settled();
    }

    @Test
    void placementReachesTheRunningGuestAndLeavesItAgain() throws Exception {
        story.run(SMALL);
        story.ask(SMALL + """
                highAvailability:
                  nodeSelector: {kubernetes.io/hostname: node-2}
                  tolerations: [{key: dedicated, operator: Equal, value: vms, effect: NoSchedule}]
                  antiAffinity: true
                """);
        var vmi = story.instance(
                "has all three",
                instance -> instance.path("spec").has("nodeSelector")
                        && instance.path("spec").has("tolerations")
                        && instance.path("spec").has("affinity"));
        assertThat(vmi.at("/spec/nodeSelector/kubernetes.io~1hostname").asText())
                .isEqualTo("node-2");
        assertThat(vmi.at("/spec/tolerations/0/key").asText()).isEqualTo("dedicated");
        assertThat(vmi.at("/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution"))
                .hasSize(1);
        story.settled();
        story.ask(SMALL);
        story.instance(
                "has none of them",
                instance -> !instance.path("spec").has("nodeSelector")
                        && !instance.path("spec").has("tolerations")
                        && !instance.path("spec").has("affinity"));
        story.settled();
    }

    @Test
    void haltedIsReadyAndOff_andBackAgain() throws Exception {
        story.run(SMALL);
        story.ask(SMALL + "startStrategy: {runStrategy: Halted}\n");
        var status = story.settled(
                "Stopped and Ready", off -> "Stopped".equals(off.phase()) && Tenant.is(off, "Ready", "True"));
        assertThat(Tenant.because(status, "Ready", "Stopped")).isTrue();
        assertThat(status.nodeName()).isNull();
        story.ask(SMALL);
        story.settled();
        story.ask(SMALL + "startStrategy: {autoStart: false}\n");
        story.settled("Stopped", off -> "Stopped".equals(off.phase()));
        assertThat(story.machine().at("/spec/runStrategy").asText()).isEqualTo("Halted");
    }

    @Test
    void labelsReachTheGuestsPodAtTheNextStartAndStatusSaysSo() throws Exception {
        story.run(SMALL);
        story.askWith("labels: {tier: front}", SMALL);
        var status = story.status(
                "the labels wait for a restart",
                said -> Tenant.because(said, "VirtualMachineSynced", "RestartRequired"));
        assertThat(Tenant.is(status, "Ready", "True"))
                .as("the guest runs as the spec asks")
                .isTrue();
        restart();
        story.status(
                "in sync", said -> Tenant.because(said, "VirtualMachineSynced", "InSync") && Tenant.isRunning(said));
        assertThat(story.instance().at("/metadata/labels/tier").asText()).isEqualTo("front");
    }

    @Test
    void aSpecThatCannotBeFollowedLeavesTheMachineRunning() throws Exception {
        story.run(SMALL);
        var vm = story.machine().at("/metadata/generation");
        story.ask("cpu: 2\nmemory: 1Gi\nuserData: \"#cloud-config\\n- a list\\n\"\n");
        var status = story.settled("it says so", said -> Tenant.is(said, "Accepted", "False"));
        assertThat(Tenant.is(status, "Stalled", "True")).isTrue();
        assertThat(Tenant.is(status, "Ready", "False")).isTrue();
        assertThat(status.phase()).isEqualTo("Running");
        assertThat(status.networks()).isNotEmpty();
        assertThat(story.machine().at("/metadata/generation")).isEqualTo(vm);
        story.isAnnounced("Warning SpecInvalid: ");

        story.ask(SMALL);
        assertThat(story.settled().condition("Stalled")).isEmpty();
    }

    @Test
    void thePauseAnnotationHoldsBackEveryWrite() throws Exception {
        story.run(SMALL);
        pause("\"true\"");
        story.ask("cpu: 2\nmemory: 1Gi\n");
        var status = story.settled("it says so", said -> Tenant.because(said, "VirtualMachineSynced", "Paused"));
        assertThat(status.phase()).isEqualTo("Running");
        assertThat(story.machine().at(TEMPLATE + "/domain/cpu/sockets").asInt()).isEqualTo(1);
        pause("null");
        story.machine(
                "two sockets", vm -> vm.at(TEMPLATE + "/domain/cpu/sockets").asInt() == 2);
        story.settled();
    }

    private void pause(String value) {
        story.somebodyChanges(
                Kind.WUKONG,
                Story.NAME,
                "{\"metadata\":{\"annotations\":{\"vm.novasphere.dev/paused\":" + value + "}}}");
    }

    private void restart() throws Exception {
        var old = Story.uid(story.instance());
        SharedTestbed.get().platform().kubeVirt().virtctlRestart(story.namespace(), Story.MACHINE);
        story.instance(
                "a new instance runs",
                vmi -> !Story.uid(vmi).equals(old)
                        && vmi.at("/status/phase").asText().equals("Running"));
    }

    private static boolean needsRestart(WukongStatus status) {
        return "Running".equals(status.phase())
                && Tenant.because(status, "VirtualMachineSynced", "RestartRequired")
                && Tenant.is(status, "Ready", "False")
                && Tenant.because(status, "Ready", "RestartRequired");
    }

    private long requested(String disk) {
        return bytes(story.json(Kind.CLAIM, story.disk(disk))
                .at("/spec/resources/requests/storage")
                .asText());
    }

    private static long bytes(String quantity) {
        return new Quantity(quantity).getNumericalAmount().longValue();
    }

    private static List<String> disks(JsonNode vm) {
        return vm.at(TEMPLATE + "/domain/devices/disks").findValuesAsText("name");
    }

    private static List<String> detached(WukongStatus status) {
        return status.volumes().stream()
                .filter(volume -> Boolean.TRUE.equals(volume.detached()))
                .map(VolumeStatus::name)
                .toList();
    }
}
