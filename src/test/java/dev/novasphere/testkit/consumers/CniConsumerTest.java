package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.novasphere.testkit.consumers.CniPlugin.Attachment;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CNI plugins themselves take, or refuse, the configuration of a NetworkAttachmentDefinition. */
@Tag("consumers")
class CniConsumerTest {

    private static final String MAC = "02:1a:2b:00:00:02";
    private static final String BRIDGE = """
            {"cniVersion":"0.3.1","name":"web-01-mgmt","type":"bridge","bridge":"br-mgmt","macspoofchk":true,
             "disableContainerInterface":true,"ipam":{}%s}""";

    @Test
    void aBridgePortHasTheWantedMacAndOnlyThatMayLeave() throws Exception {
        var attachment = CniPlugin.attach(BRIDGE.formatted(""), MAC);

        assertAttached(attachment);
        assertThat(attachment.link().path("operstate").asText())
                .as("the guest brings its interface up, not the plugin")
                .isEqualTo("DOWN");
        assertThat(attachment.rules()).containsSubsequence("ether saddr " + MAC + " return", "drop");
    }

    @Test
    void aVlanIsTakenWhereTheKernelHasThem() throws Exception {
        assertAttachedAsFarAsTheKernelCan(BRIDGE.formatted(",\"vlan\":100,\"preserveDefaultVlan\":false"));
    }

    @Test
    void aMacvlanInterfaceHasTheWantedMac() throws Exception {
        assertAttached(CniPlugin.attach("""
                {"cniVersion":"0.3.1","name":"web-01-flat","type":"macvlan","master":"uplink0","mode":"bridge","ipam":{}}""", MAC));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"vlan\":9999 | invalid VLAN ID 9999 (must be between 0 and 4094)",
                ",\"vlan\":\"100\" | cannot unmarshal string into Go struct field NetConf.vlan of type int",
                ",\"vlanTrunk\":[{\"minID\":300,\"maxID\":200}] | minID is greater than maxID",
                ",\"ipam\":{\"type\":\"static\"} | cannot use IPAM when DisableContainerInterface flag is set"
            })
    void faultsAreRefused(String fault, String complaint) throws Exception {
        var attachment = CniPlugin.attach(BRIDGE.formatted(fault), MAC);

        assertThat(attachment.add().exitCode()).as(attachment.add().output()).isNotZero();
        assertThat(attachment.add().output()).contains(complaint);
    }

    @Test
    void aBridgeNameThatTheKernelCannotHoldIsRefused() throws Exception {
        var attachment = CniPlugin.attach(BRIDGE.formatted("").replace("br-mgmt", "br-longer-than-15"), MAC);

        assertThat(attachment.add().exitCode()).isNotZero();
        assertThat(attachment.add().output()).contains("numerical result out of range");
    }

    @TestFactory
    Stream<DynamicTest> goldens() throws Exception {
        return GoldenFiles.ofKind("NetworkAttachmentDefinition").stream()
                .map(golden -> new Config(
                        golden.name(), golden.object().at("/spec/config").asText()))
                .filter(config -> config.json().contains("\"type\":\"bridge\""))
                .map(config -> dynamicTest(config.name(), () -> assertAttachedAsFarAsTheKernelCan(config.json())));
    }

    private record Config(String name, String json) {}

    private static void assertAttachedAsFarAsTheKernelCan(String config) throws Exception {
        var attachment = CniPlugin.attach(config, MAC);
        if (attachment.lacksVlanFiltering()) {
            System.out.println(
                    "[consumers] This kernel has no VLAN filtering (BRIDGE_VLAN_FILTERING): the bridge plugin"
                            + " got as far as its VLAN and is asked again without it.");
            attachment = CniPlugin.attach(CniPlugin.withoutVlan(config), MAC);
        }
        assertAttached(attachment);
    }

    private static void assertAttached(Attachment attachment) {
        assertThat(attachment.add().exitCode()).as(attachment.add().output()).isZero();
        assertThat(attachment.link().path("address").asText()).isEqualTo(MAC);
        assertThat(attachment.delete().exitCode())
                .as(attachment.delete().output())
                .isZero();
        assertThat(attachment.rulesLeft()).doesNotContain("net1");
    }
}
