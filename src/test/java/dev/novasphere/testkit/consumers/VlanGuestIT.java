package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real bridge plugin does on a kernel with VLAN filtering what our attachment definitions ask for. The guests of two
 * VLANs, and one without a VLAN, are on the bridge at once.
 */
@Tag("slow-consumers")
class VlanGuestIT {
    private static final String ALL = "100%";
    private static final String NONE = "0%";

    private static VlanGuest.@Nullable Outcome outcome;

    /** One boot for all tests. */
    private static VlanGuest.Outcome outcome() throws Exception {
        if (outcome == null) {
            var tagged = GoldenFiles.attachment("network-bridge-vlan").cniConfig();
            var other = tagged.deepCopy().put("vlan", 200);
            var untagged = GoldenFiles.attachment("network-bridge").cniConfig();
            outcome = VlanGuest.attach(
                    tagged.required("bridge").asText(),
                    new TreeMap<>(Map.of(
                            "a", tagged.toString(),
                            "b", tagged.toString(),
                            "c", other.toString(),
                            "d", untagged.toString())));
        }
        return outcome;
    }

    @Test
    void everyPodIsAttachedAndTakenAway() throws Exception {
        assertThat(outcome().filtering().pods().values()).allSatisfy(pod -> {
            assertThat(pod.add().exitCode()).as(pod.add().output()).isZero();
            assertThat(pod.link().path("address").asText()).startsWith("02:1a:2b:00:00:0");
            assertThat(pod.delete().exitCode()).as(pod.delete().output()).isZero();
        });
        assertThat(outcome().filtering().rulesLeft()).doesNotContain("02:1a:2b");
        assertThat(outcome().filtering().portsLeft().findValuesAsText("ifname")).containsOnly("uplink0");
    }

    @Test
    void aPortIsInItsVlanAndInNoOther() throws Exception {
        assertThat(outcome()
                        .filtering()
                        .vlans()
                        .valueStream()
                        .filter(port -> port.path("ifname").asText().startsWith("veth"))
                        .map(VlanGuestIT::vlansOf))
                .containsExactlyInAnyOrder("100 PVID", "100 PVID", "200 PVID", "1 PVID");
    }

    @Test
    void twoVlansDoNotHearEachOther() throws Exception {
        assertThat(outcome().filtering().lost())
                .containsAllEntriesOf(Map.of("a-b", NONE, "b-a", NONE))
                .containsAllEntriesOf(Map.of("a-c", ALL, "c-a", ALL, "b-c", ALL, "c-b", ALL))
                .containsAllEntriesOf(Map.of("a-d", ALL, "d-a", ALL, "c-d", ALL, "d-c", ALL));
    }

    @Test
    void aGuestThatTakesAnotherAddressIsNotHeard() throws Exception {
        assertThat(outcome().filtering().rules()).containsSubsequence("ether saddr 02:1a:2b:00:00:01 return", "drop");
        assertThat(outcome().filtering().lost()).containsEntry("spoofed", ALL).containsEntry("honest", NONE);
        assertThat(outcome().plain().lost()).containsEntry("spoofed", ALL).containsEntry("honest", NONE);
    }

    /** Why a bridge without VLAN filtering is refused where a VLAN is asked for: the plugin does not say a word. */
    @Test
    void onABridgeThatDoesNotFilterEverybodyHearsEverybody() throws Exception {
        assertThat(outcome().plain().pods().values())
                .allSatisfy(pod ->
                        assertThat(pod.add().exitCode()).as(pod.add().output()).isZero());
        assertThat(outcome().plain().lost()).containsAllEntriesOf(Map.of("a-b", NONE, "a-c", NONE, "c-d", NONE));
    }

    private static String vlansOf(JsonNode port) {
        var text = new StringBuilder();
        for (var vlan : port.required("vlans")) {
            text.append(text.isEmpty() ? "" : ", ").append(vlan.required("vlan").asText());
            if (vlan.path("flags").toString().contains("PVID")) {
                text.append(" PVID");
            }
        }
        return text.toString();
    }
}
