package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every key that we write is one that its plugin reads. No plugin says so itself: each passes over keys that it does not
 * know, so a misspelt {@code macspoofchk} would leave a guest free to take any address, and nobody would be told.
 */
class CniKeysTest {
    /** Of every configuration: the CNI specification's, in {@code containernetworking/cni/pkg/types.PluginConf}. */
    private static final Set<String> COMMON = Set.of("cniVersion", "name", "type", "capabilities", "ipam", "dns");

    /** What the configuration of each plugin may have beside those, from the type that it reads it into. */
    private static final Map<String, Set<String>> OWN = Map.of(
            // containernetworking/plugins v1.9.1, plugins/main/bridge: NetConf
            "bridge",
            Set.of(
                    "bridge",
                    "isGateway",
                    "isDefaultGateway",
                    "forceAddress",
                    "ipMasq",
                    "ipMasqBackend",
                    "mtu",
                    "hairpinMode",
                    "promiscMode",
                    "vlan",
                    "vlanTrunk",
                    "preserveDefaultVlan",
                    "macspoofchk",
                    "enabledad",
                    "disableContainerInterface",
                    "portIsolation"),
            // ovs-cni v0.39.0, pkg/types: NetConf
            "ovs",
            Set.of(
                    "bridge",
                    "vlan",
                    "mtu",
                    "trunk",
                    "deviceID",
                    "ofport_request",
                    "interface_type",
                    "configuration_path",
                    "socket_file",
                    "link_state_check_retries",
                    "link_state_check_interval"),
            // sriov-cni, docs/configuration-reference.md
            "sriov",
            Set.of("vlan", "vlanQoS", "deviceID", "min_tx_rate", "max_tx_rate", "spoofchk", "trust", "link_state"),
            // macvtap-cni v0.13, pkg/cni: NetConf
            "macvtap",
            Set.of("deviceID", "mtu", "promiscMode"));

    @TestFactory
    Stream<DynamicTest> goldens() throws Exception {
        return GoldenFiles.ofKind("NetworkAttachmentDefinition").stream()
                .map(golden -> dynamicTest(golden.name(), () -> {
                    var config = golden.cniConfig();
                    var type = config.path("type").asText();
                    var own = Objects.requireNonNull(OWN.get(type), type);
                    assertThat(config.fieldNames())
                            .toIterable()
                            .allMatch(key -> COMMON.contains(key) || own.contains(key), "is read by plugin " + type);
                }));
    }
}
