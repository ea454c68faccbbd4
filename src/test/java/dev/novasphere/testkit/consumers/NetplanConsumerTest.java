package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.testkit.consumers.NetplanGenerator.Generated;
import dev.novasphere.testkit.consumers.NetplanGenerator.Refused;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** netplan itself turns the network data into what the guest's networkd reads. */
@Tag("consumers")
class NetplanConsumerTest {

    @Test
    void staticAndDynamicAddressesReachNetworkd() throws Exception {
        var files =
                generated(Samples.named("network-data", "static-and-dhcp.yaml").text());

        assertThat(files.get("10-netplan-default.network"))
                .contains("PermanentMACAddress=02:1a:2b:00:00:01", "DHCP=ipv4", "RouteMetric=2000", "UseDNS=false");
        assertThat(files.get("10-netplan-mgmt.network"))
                .contains("PermanentMACAddress=02:1a:2b:00:00:02")
                .contains("Address=192.0.2.10/24", "Address=2001:db8::10/64")
                .contains("DNS=192.0.2.53", "DNS=2001:db8::53")
                .contains("Destination=0.0.0.0/0\nGateway=192.0.2.1\nMetric=100")
                .contains("Destination=::/0\nGateway=2001:db8::1\nMetric=100");
    }

    @TestFactory
    Stream<DynamicTest> faultsAreRefused() throws Exception {
        return Samples.of("network-data").stream()
                .filter(sample -> sample.complaint().isPresent())
                .map(sample -> dynamicTest(
                        sample.name(),
                        () -> assertThat(NetplanGenerator.generate(sample.text()))
                                .isInstanceOfSatisfying(
                                        Refused.class,
                                        refused -> assertThat(refused.error())
                                                .containsPattern(
                                                        sample.complaint().orElseThrow()))));
    }

    @TestFactory
    Stream<DynamicTest> goldens() throws Exception {
        return GoldenFiles.ofKind("Secret").stream()
                .filter(golden -> golden.secretText("networkdata").isPresent())
                .map(golden -> dynamicTest(
                        golden.name(),
                        () -> everyInterfaceIsConfigured(
                                golden.secretText("networkdata").orElseThrow())));
    }

    private static void everyInterfaceIsConfigured(String networkData) throws Exception {
        var files = generated(networkData);
        for (var ethernet :
                new YAMLMapper().readTree(networkData).required("ethernets").properties()) {
            var mac = ethernet.getValue().at("/match/macaddress").asText();
            // netplan passes the address on as it is written, and the kernel writes its own in lower case.
            assertThat(mac).isNotEmpty().isEqualTo(mac.toLowerCase(Locale.ROOT));
            assertThat(files).containsKey("10-netplan-" + ethernet.getKey() + ".network");
            assertThat(files.get("10-netplan-" + ethernet.getKey() + ".network"))
                    .contains("PermanentMACAddress=" + mac)
                    .contains(addresses(ethernet.getValue()));
        }
    }

    private static String[] addresses(JsonNode ethernet) {
        return Stream.concat(
                        Stream.of("[Match]"),
                        ethernet.path("addresses").valueStream().map(a -> "Address=" + a.asText()))
                .toArray(String[]::new);
    }

    private static SortedMap<String, String> generated(String networkData) throws Exception {
        return switch (NetplanGenerator.generate(networkData)) {
            case Generated(SortedMap<String, String> files) -> files;
            case Refused(String error) -> fail("netplan refuses the network data: " + error);
        };
    }
}
