package dev.novasphere.apiserver;

import static dev.novasphere.apiserver.Story.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A child that somebody else deletes or changes is put back, or people are told. */
class DriftIT {
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

    private final Story story = new Story(SharedTestbed.tenant("drift"));

    @Test
    void aDeletedMachineComesBackWithItsDisks() throws Exception {
        story.run(WITH_DISK);
        var machine = Story.uid(story.machine());
        var claim = Story.uid(story.json(Kind.CLAIM, story.disk("data")));
        story.somebodyDeletes(Kind.MACHINE, Story.MACHINE);
        story.machine("another one", vm -> !vm.isMissingNode() && !Story.uid(vm).equals(machine));
        story.settled();
        assertThat(Story.uid(story.json(Kind.CLAIM, story.disk("data")))).isEqualTo(claim);
    }

    @Test
    void whatIsOursInAMachineIsPutBackAndTheRestIsLeft() throws Exception {
        story.run(SMALL);
        var before = story.machine();
        story.somebodyChanges(Kind.MACHINE, Story.MACHINE, """
                {"metadata": {
                   "labels": {"team": "blue"},
                   "annotations": {"vm.novasphere.dev/cloud-init-secrets": null},
                   "ownerReferences": null},
                 "spec": {"template": {
                   "metadata": {"labels": {"vm.novasphere.dev/name": "somebody-elses"}},
                   "spec": {
                     "hostname": "another",
                     "terminationGracePeriodSeconds": 5,
                     "domain": {"memory": {"guest": "9Gi"}, "devices": {"interfaces": [], "autoattachVSOCK": true}},
                     "networks": []}}}}
                """);
        var after = story.machine(
                "as it was",
                vm -> vm.at("/spec/template/spec/hostname").equals(before.at("/spec/template/spec/hostname")));
        for (var pointer : new String[] {
            "/metadata/ownerReferences",
            "/metadata/annotations/vm.novasphere.dev~1cloud-init-secrets",
            "/spec/template/metadata/labels",
            "/spec/template/spec/terminationGracePeriodSeconds",
            "/spec/template/spec/domain/memory",
            "/spec/template/spec/domain/devices/interfaces",
            "/spec/template/spec/networks"
        }) {
            assertThat(after.at(pointer)).as(pointer).isEqualTo(before.at(pointer));
        }
        assertThat(after.at("/metadata/labels/team").asText()).isEqualTo("blue");
        assertThat(after.at("/spec/template/spec/domain/devices/autoattachVSOCK")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aStopByVirtctlIsUndoneAndTheEventNamesTheWay() throws Exception {
        story.run(SMALL);
        SharedTestbed.get().platform().kubeVirt().virtctlStop(story.namespace(), Story.MACHINE);
        story.see(
                "it is told",
                story::events,
                events -> events.stream()
                        .anyMatch(event -> event.startsWith("Normal RunStrategyRestored: ")
                                && event.contains("startStrategy.runStrategy to Halted")));
        assertThat(story.machine().at("/spec/runStrategy").asText()).isEqualTo("Always");
        story.settled();
    }

    @Test
    void aMachineThatLostItsLabelsGetsThemBack() throws Exception {
        story.run(SMALL);
        var before = story.machine();
        story.somebodyChanges(Kind.MACHINE, Story.MACHINE, "{\"metadata\":{\"labels\":null}}");
        var after = story.machine("labels", vm -> vm.path("metadata").has("labels"));
        assertThat(after.at("/metadata/labels")).isEqualTo(before.at("/metadata/labels"));
        assertThat(Story.uid(after)).isEqualTo(Story.uid(before));
        story.settled();
    }

    @Test
    void anAttachmentDefinitionComesBackAndIsPutBack() throws Exception {
        story.run(WITH_NETWORK);
        var name = story.names(Kind.ATTACHMENT).getFirst();
        var before = story.json(Kind.ATTACHMENT, name);
        story.somebodyChanges(Kind.ATTACHMENT, name, "{\"spec\":{\"config\":\"{}\"}}");
        attachment(name, "as it was", found -> found.at("/spec").equals(before.at("/spec")));
        story.somebodyChanges(Kind.ATTACHMENT, name, "{\"metadata\":{\"labels\":null}}");
        attachment(name, "labels", found -> found.at("/metadata/labels").equals(before.at("/metadata/labels")));
        story.somebodyDeletes(Kind.ATTACHMENT, name);
        attachment(
                name,
                "a new one",
                found -> !found.isMissingNode()
                        && !Story.uid(found).equals(Story.uid(before))
                        && found.at("/spec").equals(before.at("/spec")));
        story.settled();
    }

    @Test
    void aClaimThatIsBeingDeletedUnderItsGuestIsToldAndMadeAgainAfterwards() throws Exception {
        story.run(WITH_DISK);
        var claim = Story.uid(story.json(Kind.CLAIM, story.disk("data")));
        story.somebodyDeletes(Kind.CLAIM, story.disk("data"));
        var status = story.status("it is told", said -> Tenant.because(said, "VolumesBound", "PredecessorLeaving"));
        assertThat(Tenant.is(status, "Ready", "False")).isTrue();
        assertThat(story.message("VolumesBound")).contains("\"data\" is being deleted");
        story.isAnnounced("Warning PredecessorLeaving: ");
        SharedTestbed.get().platform().kubeVirt().guestShutdown(story.namespace(), Story.MACHINE);
        story.see(
                "another claim",
                () -> story.json(Kind.CLAIM, story.disk("data")),
                found -> !found.isMissingNode() && !Story.uid(found).equals(claim));
        story.settled();
    }

    @Test
    void aClaimThatLostItsDisksLabelGetsItBack() throws Exception {
        story.run(WITH_DISK);
        story.somebodyChanges(
                Kind.CLAIM, story.disk("data"), "{\"metadata\":{\"labels\":{\"vm.novasphere.dev/disk\":null}}}");
        story.see(
                "the label",
                () -> story.json(Kind.CLAIM, story.disk("data")).at("/metadata/labels/vm.novasphere.dev~1disk"),
                found -> found.asText().equals("data"));
        story.settled();
    }

    @Test
    void aClaimThatLostAllItsLabelsIsLeftAloneAndTold() throws Exception {
        story.run(WITH_DISK);
        var labels = story.json(Kind.CLAIM, story.disk("data")).at("/metadata/labels");
        story.somebodyChanges(Kind.CLAIM, story.disk("data"), "{\"metadata\":{\"labels\":null}}");
        story.status("it is told", status -> Tenant.because(status, "VolumesBound", "NameConflict"));
        assertThat(story.message("VolumesBound")).contains(story.disk("data"));
        story.somebodyChanges(Kind.CLAIM, story.disk("data"), "{\"metadata\":{\"labels\":" + labels + "}}");
        story.settled();
    }

    @Test
    void aDiskOutlivesItsDataVolume() throws Exception {
        story.run(WITH_IMAGE);
        var claim = Story.uid(story.json(Kind.CLAIM, story.disk("root")));
        story.tenant()
                .client()
                .genericKubernetesResources(Kind.DATA_VOLUME.context())
                .inNamespace(story.namespace())
                .withName(story.disk("root"))
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();
        story.machine(
                "refers to the claim",
                vm -> vm.at("/spec/template/spec/volumes")
                        .findValuesAsText("claimName")
                        .contains(story.disk("root")));
        assertThat(Story.uid(story.json(Kind.CLAIM, story.disk("root")))).isEqualTo(claim);
        assertThat(story.names(Kind.DATA_VOLUME)).isEmpty();
    }

    @Test
    void theCloudInitSecretCannotBeChangedAndComesBackWithTheNextMachine() throws Exception {
        story.run(SMALL);
        var name = story.names(Kind.SECRET).getFirst();
        assertThatThrownBy(() -> story.somebodyChanges(Kind.SECRET, name, "{\"data\":{\"userdata\":\"\"}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("immutable");
        story.somebodyDeletes(Kind.SECRET, name);
        story.somebodyDeletes(Kind.MACHINE, Story.MACHINE);
        story.see("it is back", () -> story.names(Kind.SECRET), names -> names.contains(name));
        story.settled();
    }

    private void attachment(String name, String what, Predicate<JsonNode> wanted) throws Exception {
        story.see("attachment definition: " + what, () -> story.json(Kind.ATTACHMENT, name), wanted);
    }
}
