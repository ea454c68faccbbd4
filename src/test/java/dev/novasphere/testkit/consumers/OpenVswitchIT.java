package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Open vSwitch keeps apart what our attachment definitions of type {@code ovs} put on two tags. */
@Tag("slow-consumers")
class OpenVswitchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void twoTagsDoNotHearEachOther() throws Exception {
        var golden = GoldenFiles.attachment("network-ovs").cniConfig();
        var outcome = OpenVswitch.attach(
                golden.required("bridge").asText(),
                Map.of("a", golden.toString(), "b", golden.toString(), "c", withVlan(golden, 301)));

        assertThat(outcome.pods().values()).allSatisfy(pod -> {
            assertThat(pod.add().exitCode()).as(pod.add().output()).isZero();
            assertThat(pod.delete().exitCode()).as(pod.delete().output()).isZero();
        });
        assertThat(outcome.pods().values())
                .extracting(pod -> pod.link().path("address").asText())
                .containsExactly("02:1a:2b:00:00:01", "02:1a:2b:00:00:02", "02:1a:2b:00:00:03");
        assertThat(tags(outcome.ports())).containsEntry("300", 2).containsEntry("301", 1);
        assertThat(outcome.lost())
                .containsOnly(
                        Map.entry("a-b", "0%"),
                        Map.entry("b-a", "0%"),
                        Map.entry("a-c", "100%"),
                        Map.entry("c-a", "100%"),
                        Map.entry("b-c", "100%"),
                        Map.entry("c-b", "100%"));
        assertThat(outcome.portsLeft()).isBlank();
    }

    @Test
    void aTagThatThereIsNotIsRefused() throws Exception {
        var golden = GoldenFiles.attachment("network-ovs").cniConfig();
        var outcome = OpenVswitch.attach(golden.required("bridge").asText(), Map.of("a", withVlan(golden, 5000)));

        var add = outcome.pods().values().iterator().next().add();
        assertThat(add.exitCode()).isNotZero();
        assertThat(add.output()).contains("5000");
    }

    @Test
    void aBridgeThatTheNodeHasNotIsRefused() throws Exception {
        var outcome = OpenVswitch.attach(
                "br-other",
                Map.of("a", GoldenFiles.attachment("network-ovs").cniConfig().toString()));

        var add = outcome.pods().values().iterator().next().add();
        assertThat(add.exitCode()).isNotZero();
        assertThat(add.output()).contains("br-tenant");
    }

    private static String withVlan(ObjectNode config, int vlan) {
        return config.deepCopy().put("vlan", vlan).toString();
    }

    /** How many ports have which tag; the bridge's own has none, written as an empty set. */
    private static Map<String, Integer> tags(String ports) throws IOException {
        var tags = new TreeMap<String, Integer>();
        for (var row : JSON.readTree(ports).required("data")) {
            tags.merge(row.required(0).asText(), 1, Integer::sum);
        }
        return tags;
    }
}
