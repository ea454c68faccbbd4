package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.operator.Gate;
import dev.novasphere.testkit.operator.Holds;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator ends as by a power cut, at the worst moment, and is started again. */
class RestartIT {
    private static final String SPEC = Story.SMALL + """
            networks:
              - {name: front, type: bridge, bridgeName: br-front}
            disks:
              - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
              - {name: data, size: 1Gi, storageClassName: longhorn}
            """;

    private final Story story = new Story(SharedTestbed.tenant("restart"));

    @Test
    void afterTheFirstChildrenBeforeTheMachine() throws Exception {
        try (var gate = Gate.before(story.tenant(), Kind.MACHINE.group(), Kind.MACHINE.plural())) {
            story.ask(SPEC);
            gate.awaitWrite();
            var made = children();
            assertThat(made).isNotEmpty().doesNotContainKey("MACHINE " + Story.MACHINE);
            SharedTestbed.withoutOperator(gate::open);
            story.settled();
            assertThat(children()).containsAllEntriesOf(made);
        }
        isCompleteAndSingle();
    }

    @Test
    void afterTheMachineBeforeAnyStatus() throws Exception {
        try (var gate = Gate.before(story.tenant(), Kind.WUKONG.group(), "wukongs/status")) {
            story.ask(SPEC);
            gate.awaitWrite();
            var made = children();
            assertThat(made).containsKey("MACHINE " + Story.MACHINE);
            SharedTestbed.withoutOperator(gate::open);
            story.settled();
            assertThat(children()).containsAllEntriesOf(made);
        }
        isCompleteAndSingle();
    }

    @Test
    void duringAnImportThatEndsMeanwhile() throws Exception {
        var cdi = SharedTestbed.get().platform().cdi();
        cdi.holdImport(story.namespace(), story.disk("root"), "42.5%");
        story.ask(SPEC);
        story.status(
                "the import is under way",
                status -> status.volumes().stream().anyMatch(volume -> "40%".equals(volume.progress())));
        var made = children();
        SharedTestbed.withoutOperator(() -> cdi.recover(story.namespace(), story.disk("root")));
        story.settled();
        assertThat(children()).containsAllEntriesOf(made);
        isCompleteAndSingle();
    }

    @Test
    void duringADeletionThatGoesOnMeanwhile() throws Exception {
        story.run(SPEC);
        Holds.put(story.tenant(), VirtualMachine.class, Story.MACHINE);
        story.tenant().askToDelete(Wukong.class, Story.NAME, DeletionPropagation.BACKGROUND);
        story.status("it waits for the machine", status -> "Deleting".equals(status.phase()));
        assertThat(story.names(Kind.CLAIM)).hasSize(2);
        SharedTestbed.withoutOperator(() -> Holds.release(story.tenant(), VirtualMachine.class, Story.MACHINE));
        story.tenant().waitUntilGone(Wukong.class, Story.NAME);
        story.see(
                "only the empty disk, which is kept by default, is left",
                this::children,
                left -> left.keySet().equals(Set.of("CLAIM " + story.disk("data"))));
    }

    @Test
    void whatChangedMeanwhileIsSeenAtTheStart() throws Exception {
        story.run(SPEC);
        SharedTestbed.withoutOperator(() -> {
            story.ask(SPEC.replace("cpu: 1", "cpu: 2"));
            story.names(Kind.ATTACHMENT).forEach(name -> story.somebodyDeletes(Kind.ATTACHMENT, name));
        });
        story.settled();
        assertThat(story.machine().at("/spec/template/spec/domain/cpu/sockets").asInt())
                .isEqualTo(2);
        isCompleteAndSingle();
    }

    @Test
    void ofAQuietSystemWritesNothing() throws Exception {
        story.run(SPEC);
        var before = story.comeToRest();
        var writes = story.writes();
        SharedTestbed.withoutOperator(() -> {});
        var all = count(Wukong.class) + count(VirtualMachineProfile.class);
        story.see(
                "every Wukong was looked at", () -> SharedTestbed.operator().reconciliations(), looks -> looks >= all);
        assertThat(story.everything()).isEqualTo(before);
        assertThat(story.writes()).isEqualTo(writes);
    }

    private void isCompleteAndSingle() {
        assertThat(story.names(Kind.MACHINE)).containsExactly(Story.MACHINE);
        assertThat(story.names(Kind.ATTACHMENT)).hasSize(1);
        assertThat(story.names(Kind.SECRET)).hasSize(1);
        assertThat(story.names(Kind.DATA_VOLUME)).containsExactly(story.disk("root"));
        assertThat(story.names(Kind.CLAIM)).containsExactlyInAnyOrder(story.disk("root"), story.disk("data"));
        assertThat(Tenant.isRunning(story.wukong().getStatus())).isTrue();
    }

    private Map<String, String> children() {
        return story.children("/metadata/uid");
    }

    private long count(Class<? extends MachineResource> kind) {
        return story.tenant()
                .client()
                .resources(kind)
                .inAnyNamespace()
                .list()
                .getItems()
                .size();
    }
}
