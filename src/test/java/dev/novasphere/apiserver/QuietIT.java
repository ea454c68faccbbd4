package dev.novasphere.apiserver;

import static dev.novasphere.apiserver.Story.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.SharedTestbed;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A machine that is as wanted costs the API server nothing. */
class QuietIT {
    private static final int LOOKS = 10;

    private final Story story = new Story(SharedTestbed.tenant("quiet"));

    @Test
    void tenReconcilesOfARunningMachineWriteNothing() throws Exception {
        story.run(SMALL + """
                networks:
                  - {name: front, type: bridge, vlanId: 10}
                  - {name: fast, type: sriov}
                disks:
                  - {name: root, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                  - {name: data, size: 1024Mi, storageClassName: longhorn}
                userData: "#cloud-config\\nlocale: C\\n"
                highAvailability:
                  antiAffinity: true
                  tolerations: [{key: dedicated, operator: Exists}]
                """);
        var before = story.comeToRest();
        var events = story.events();
        var writes = story.writes();
        for (int i = 0; i < LOOKS; i++) {
            story.look();
        }
        assertThat(story.everything()).isEqualTo(before);
        assertThat(story.events()).isEqualTo(events);
        assertThat(story.writes()).isEqualTo(writes);
    }

    /** An owner of fields in the spec would keep what its user takes out of it. */
    @Test
    void ofTheUsersObjectWeOwnTheFinalizerAndTheStatusAndNothingElse() throws Exception {
        story.run(SMALL);
        var fields = story.json(Kind.WUKONG, Story.NAME).at("/metadata/managedFields");
        var ours = new ArrayList<String>();
        for (var entry : fields) {
            if (!entry.path("manager").asText().equals("kubectl")) {
                entry.path("fieldsV1")
                        .properties()
                        .forEach(field -> field.getValue()
                                .fieldNames()
                                .forEachRemaining(inner -> ours.add(field.getKey() + "." + inner)));
            }
        }
        assertThat(ours)
                .contains("f:metadata.f:finalizers", "f:status.f:phase")
                .allMatch(field -> field.startsWith("f:status.") || field.equals("f:metadata.f:finalizers"));
    }

    @Test
    void whatOthersAddToAChildIsLeftThere() throws Exception {
        story.run(SMALL);
        story.comeToRest();
        var writes = story.writes();
        story.somebodyChanges(Kind.MACHINE, Story.MACHINE, """
                {"metadata": {"labels": {"team": "blue"}, "annotations": {"kubevirt.io/note": "mine"}},
                 "spec": {"template": {"metadata": {"annotations": {"team": "blue"}}}}}
                """);
        story.look();
        assertThat(story.writes()).isEqualTo(writes);
        assertThat(story.machine().at("/metadata/labels/team").asText()).isEqualTo("blue");
    }
}
