package dev.novasphere.apiserver;

import static dev.novasphere.apiserver.Story.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import org.junit.jupiter.api.Test;

/** A foreign object that has the name of a child is left as it is, to the byte, and makes way by its owner's hand only. */
class ConflictIT {
    private static final String WITH_NETWORK = SMALL + """
            networks:
              - {name: front, type: bridge, bridgeName: br-front}
            """;
    private static final String WITH_DISK = SMALL + """
            disks:
              - {name: data, size: 1Gi, storageClassName: longhorn}
            """;
    private static final String WITH_IMAGE = SMALL + """
            disks:
              - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
            """;

    private static final String FOREIGN_CLAIM = """
            spec:
              storageClassName: never-provisions
              accessModes: [ReadWriteMany]
              resources: {requests: {storage: 7Gi}}
            """;

    private final Story story = new Story(SharedTestbed.tenant("conflict"));
    private final Stillness stillness = new Stillness(story);

    @Test
    void aForeignMachine() throws Exception {
        story.somebodyMakes(Kind.MACHINE, Story.MACHINE, """
                  labels: {vm.novasphere.dev/name: web, team: blue}
                spec:
                  runStrategy: Halted
                  template:
                    spec:
                      domain: {cpu: {cores: 4}, memory: {guest: 64Mi}, devices: {rng: {}, tpm: {persistent: true}}}
                """);
        story.machine(
                "is at rest",
                vm -> vm.at("/status/printableStatus").asText().equals("Stopped")
                        && vm.path("status").has("observedGeneration"));
        var foreign = story.machine();
        story.ask(SMALL);
        isTold("VirtualMachineSynced", Kind.MACHINE, Story.MACHINE, foreign);
        story.somebodyDeletes(Kind.MACHINE, Story.MACHINE);
        story.settled();
        assertThat(Story.uid(story.machine())).isNotEqualTo(Story.uid(foreign));
    }

    @Test
    void aForeignMachineOutlivesTheWukong() throws Exception {
        story.somebodyMakes(Kind.MACHINE, Story.MACHINE, """
                spec: {runStrategy: Halted, template: {spec: {domain: {memory: {guest: 64Mi}, devices: {}}}}}
                """);
        story.ask(SMALL);
        story.status("it is told", status -> Tenant.because(status, "VirtualMachineSynced", "NameConflict"));
        var foreign = Story.uid(story.machine());
        story.tenant().delete(Wukong.class, Story.NAME);
        assertThat(Story.uid(story.machine())).isEqualTo(foreign);
        assertThat(story.machine().path("metadata").has("deletionTimestamp")).isFalse();
    }

    @Test
    void aForeignAttachmentDefinition() throws Exception {
        story.ask(WITH_NETWORK);
        var name = story.see("its name is known", () -> story.names(Kind.ATTACHMENT), names -> names.size() == 1)
                .getFirst();
        story.tenant().delete(Wukong.class, Story.NAME);
        story.see("it is gone", () -> story.names(Kind.ATTACHMENT), names -> names.isEmpty());
        story.somebodyMakes(Kind.ATTACHMENT, name, """
                  annotations: {team: blue}
                spec: {config: '{"cniVersion": "1.0.0", "type": "bridge", "bridge": "br-other"}'}
                """);
        var foreign = story.json(Kind.ATTACHMENT, name);
        story.ask(WITH_NETWORK);
        isTold("NetworksConfigured", Kind.ATTACHMENT, name, foreign);
        assertThat(Tenant.because(story.wukong().getStatus(), "VirtualMachineSynced", "WaitingForNetworks"))
                .isTrue();
        noGuestUsesIt();
        makesWay(Kind.ATTACHMENT, name);
        story.settled();
    }

    @Test
    void aForeignClaim() throws Exception {
        story.somebodyMakes(Kind.CLAIM, story.disk("data"), FOREIGN_CLAIM);
        var foreign = story.json(Kind.CLAIM, story.disk("data"));
        story.ask(WITH_DISK);
        isTold("VolumesBound", Kind.CLAIM, story.disk("data"), foreign);
        assertThat(Tenant.because(story.wukong().getStatus(), "VirtualMachineSynced", "WaitingForDisks"))
                .isTrue();
        noGuestUsesIt();
        makesWay(Kind.CLAIM, story.disk("data"));
        story.settled();
    }

    @Test
    void aForeignDataVolume() throws Exception {
        story.somebodyMakes(Kind.DATA_VOLUME, story.disk("root"), """
                spec:
                  source: {blank: {}}
                  storage: {storageClassName: never-provisions, resources: {requests: {storage: 7Gi}}, accessModes: [ReadWriteOnce]}
                """);
        var foreign = story.see(
                "is at rest",
                () -> story.json(Kind.DATA_VOLUME, story.disk("root")),
                found -> found.path("status").has("claimName"));
        story.ask(WITH_IMAGE);
        isTold("VolumesBound", Kind.DATA_VOLUME, story.disk("root"), foreign);
        noGuestUsesIt();
        story.somebodyDeletes(Kind.DATA_VOLUME, story.disk("root"));
        story.settled(); // Nobody tells the operator: it looks again by itself.
    }

    @Test
    void aForeignClaimInThePlaceOfADiskThatIsAddedLeavesTheGuestAsItIs() throws Exception {
        story.run(SMALL);
        story.somebodyMakes(Kind.CLAIM, story.disk("data"), FOREIGN_CLAIM);
        var machine = story.machine().at("/metadata/generation");
        var foreign = story.json(Kind.CLAIM, story.disk("data"));
        story.ask(WITH_DISK);
        isTold("VolumesBound", Kind.CLAIM, story.disk("data"), foreign);
        assertThat(story.machine().at("/metadata/generation")).isEqualTo(machine);
        assertThat(story.wukong().getStatus().phase()).isEqualTo("Error");
        story.ask(SMALL);
        story.settled();
    }

    /** Nobody tells the operator, which would look again after a while. */
    private void makesWay(Kind kind, String name) throws Exception {
        story.somebodyDeletes(kind, name);
        story.see(name + " is gone", () -> story.json(kind, name), JsonNode::isMissingNode);
        stillness.look();
    }

    private void noGuestUsesIt() {
        assertThat(story.machine().isMissingNode()).as("no guest uses it").isTrue();
    }

    /** False with reason NameConflict, the object's name in the message, one event, and not one byte changed. */
    private void isTold(String condition, Kind kind, String name, JsonNode foreign) throws Exception {
        var status = story.status("it is told", said -> Tenant.because(said, condition, "NameConflict"));
        assertThat(Tenant.is(status, condition, "False")).isTrue();
        assertThat(Tenant.is(status, "Ready", "False")).isTrue();
        assertThat(story.message(condition)).contains(kind.kind() + " " + name);
        story.isAnnounced("Warning NameConflict: ");
        stillness.look();
        assertThat(story.json(kind, name)).isEqualTo(foreign);
        assertThat(story.events())
                .filteredOn(event -> event.startsWith("Warning NameConflict: "))
                .hasSize(1);
    }
}
