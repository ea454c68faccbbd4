package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.testkit.consumers.Nmstatectl.Keyfiles;
import dev.novasphere.testkit.consumers.Nmstatectl.Refused;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** nmstate itself turns the desired state of a policy into what NetworkManager on a node reads. */
@Tag("consumers")
class NmstateConsumerTest {

    @Test
    void aBridgeFiltersVlansAndItsUplinkCarriesThoseThatWereNamed() throws Exception {
        var files = keyfilesOf("vlan-aware-bridge.yaml");

        assertThat(files).containsOnlyKeys("br-vms.nmconnection", "ens4.nmconnection");
        assertThat(files.get("br-vms.nmconnection"))
                .contains("type=bridge", "vlan-filtering=true", "stp=false")
                .containsPattern("\\[ipv4]\\n(.+\\n)*method=disabled")
                .containsPattern("\\[ipv6]\\n(.+\\n)*method=disabled")
                .contains("mtu=9000");
        assertThat(files.get("ens4.nmconnection"))
                .contains("slave-type=bridge")
                .contains("[bridge-port]", "vlans=100,200-299");
    }

    @Test
    void framesWithoutATagAreThoseOfTheNativeVlan() throws Exception {
        assertThat(keyfilesOf("native-vlan.yaml").get("ens4.nmconnection"))
                .contains("vlans=1 pvid untagged,100,200-299");
    }

    @Test
    void aBridgeAboveAVlanInterfaceFiltersNothing() throws Exception {
        var files = keyfilesOf("bridge-of-one-vlan.yaml");

        assertThat(files.get("br-v100.nmconnection")).contains("vlan-filtering=false");
        assertThat(files.get("ens4.100.nmconnection")).contains("[vlan]", "id=100", "parent=ens4");
    }

    @Test
    void anUplinkMayBeInOneVlanOnly() throws Exception {
        var files = keyfilesOf("one-vlan-untagged.yaml");

        assertThat(files.get("br-vms.nmconnection")).contains("vlan-filtering=true");
        assertThat(files.get("ens4.nmconnection")).contains("vlans=1 pvid untagged\n");
    }

    /** Only the VLANs of a port make a bridge filter; a state has no option for it. */
    @Test
    void aBridgeWithoutPortsFiltersNothing() throws Exception {
        assertThat(keyfilesOf("no-uplink.yaml").get("br-vms.nmconnection")).contains("vlan-filtering=false");
    }

    @Test
    void addressRouteAndNameServerMoveToTheBridge() throws Exception {
        var files = keyfilesOf("address-on-the-bridge.yaml");

        assertThat(files.get("br-vms.nmconnection"))
                .contains("vlan-filtering=true")
                .contains("address0=192.0.2.10/24", "route0=0.0.0.0/0,192.0.2.1,100")
                .contains("dns=192.0.2.53", "dns-search=example.org", "method=manual");
        assertThat(files.get("ens4.nmconnection"))
                .contains("master=br-vms", "vlans=1 pvid untagged,100")
                .doesNotContain("[ipv4]");
    }

    @TestFactory
    Stream<DynamicTest> samples() throws Exception {
        return Samples.of("nmstate").stream()
                .map(sample -> dynamicTest(sample.name(), () -> {
                    if (sample.complaint().isEmpty()) {
                        generated(sample.text());
                    } else {
                        assertRefused(sample.text(), sample.complaint().get());
                    }
                }));
    }

    @Test
    void nothingIsLeftOfWhatIsAbsent() throws Exception {
        assertThat(keyfilesOf("absent.yaml")).isEmpty();
    }

    /** Our own rules are the only ones for these: nmstate hands them on, and NetworkManager drops or refuses them. */
    @TestFactory
    Stream<DynamicTest> whatIsNotCaught() throws Exception {
        return Samples.of("nmstate-not-caught").stream()
                .map(sample -> dynamicTest(
                        sample.name(),
                        () -> assertThat(generated(sample.text())).isNotEmpty()));
    }

    /** Every policy that the operator renders. */
    @TestFactory
    Stream<DynamicTest> goldens() throws Exception {
        return GoldenFiles.policies().stream()
                .map(golden -> dynamicTest(
                        golden.name(), () -> assertUnderstood(golden.object().at("/spec/desiredState"))));
    }

    /** What a node's handler puts in place of what was looked up there, before nmstate reads it. */
    private static final Map<String, String> LOOKED_UP = Map.of(
            "\"{{ capture.carrier.interfaces.0.mac-address }}\"", "02:00:00:00:00:01",
            "\"{{ capture.carrier.interfaces.0.ipv4 }}\"", "{enabled: true, dhcp: true}",
            "\"{{ capture.carrier.interfaces.0.ipv6 }}\"", "{enabled: false}",
            "\"{{ capture.routes-of-bridge.routes.running }}\"", "[]",
            "\"{{ capture.routes-of-uplink.routes.running }}\"", "[]",
            "\"{{ capture.dns.dns-resolver.running }}\"", "{}");

    /** Every bridge filters, and every port of it carries exactly the VLANs that the state names. */
    private static void assertUnderstood(JsonNode state) throws Exception {
        var text = new YAMLMapper().writeValueAsString(state);
        for (var reference : LOOKED_UP.entrySet()) {
            text = text.replace(reference.getKey(), reference.getValue());
        }
        var files = generated(text);
        for (var bridge : state.path("interfaces")) {
            if (bridge.path("state").asText().equals("up")
                    && bridge.path("type").asText().equals("linux-bridge")) {
                var ports = bridge.at("/bridge/port");
                assertThat(files.get(bridge.path("name").asText() + ".nmconnection"))
                        .contains("vlan-filtering=" + !ports.isEmpty());
                for (var port : ports) {
                    assertThat(vlans(files.getOrDefault(port.path("name").asText() + ".nmconnection", "")))
                            .isEqualTo(vlans(port.path("vlan")));
                }
            }
        }
    }

    /** As in {@code vlans=1 pvid untagged,100,200-299}. */
    private static Set<String> vlans(String keyfile) {
        return keyfile.lines()
                .filter(line -> line.startsWith("vlans="))
                .flatMap(line -> Stream.of(line.substring("vlans=".length()).split(",")))
                .collect(Collectors.toSet());
    }

    private static Set<String> vlans(JsonNode port) {
        var tags = port.path("trunk-tags").valueStream().map(tag -> {
            var range = tag.path("id-range");
            return tag.has("id")
                    ? tag.path("id").asText()
                    : range.path("min").asText() + "-" + range.path("max").asText();
        });
        var untagged =
                port.has("tag") ? Stream.of(port.path("tag").asText() + " pvid untagged") : Stream.<String>empty();
        return Stream.concat(tags, untagged).collect(Collectors.toSet());
    }

    private static SortedMap<String, String> keyfilesOf(String sample) throws Exception {
        return generated(Samples.named("nmstate", sample).text());
    }

    private static SortedMap<String, String> generated(String state) throws Exception {
        return switch (Nmstatectl.generate(state)) {
            case Keyfiles(SortedMap<String, String> files) -> files;
            case Refused(String error) -> fail("nmstate refuses the state: " + error);
        };
    }

    private static void assertRefused(String state, String complaint) throws Exception {
        assertThat(Nmstatectl.generate(state))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.error()).containsPattern(complaint));
    }
}
