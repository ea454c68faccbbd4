package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.OperatorConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorConfigTest {
    private record Key(String variable, String value, Function<OperatorConfig, Object> read, Object expected) {}

    private static final List<Key> KEYS = List.of(
            new Key("NOVASPHERE_DEFAULT_BRIDGE", "br-lan", c -> c.defaultBridge().orElseThrow(), "br-lan"),
            new Key("NOVASPHERE_ALLOWED_BRIDGES", "br-*,lan?", OperatorConfig::allowedBridges, List.of("br-*", "lan?")),
            new Key(
                    "NOVASPHERE_SRIOV_RESOURCE_NAME",
                    "intel.com/sriov_vfio",
                    c -> c.sriovResourceName().orElseThrow(),
                    "intel.com/sriov_vfio"),
            new Key("NOVASPHERE_MACVTAP_LOWER_DEVICE", "ens3", c -> c.macvtapLowerDevice().orElseThrow(), "ens3"),
            new Key(
                    "NOVASPHERE_STORAGE_CLASS_ALIASES_FAST",
                    "longhorn-ssd",
                    OperatorConfig::storageClassAliases,
                    Map.of("fast", "longhorn-ssd")),
            new Key(
                    "NOVASPHERE_VIRTUAL_MACHINE_PROFILES_ENABLED",
                    "false",
                    c -> c.virtualMachineProfiles().enabled(),
                    false));

    @Test
    void nothingHasToBeSet() {
        var config = config(Map.of());
        assertThat(config.defaultBridge()).isEmpty();
        assertThat(config.allowedBridges()).containsExactly("br-*");
        assertThat(config.sriovResourceName()).isEmpty();
        assertThat(config.macvtapLowerDevice()).isEmpty();
        assertThat(config.storageClassAliases()).isEmpty();
        assertThat(config.virtualMachineProfiles().enabled()).isTrue();
    }

    static Stream<Key> keys() {
        return KEYS.stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aVariableSetsItsKey(Key key) {
        assertThat(key.read().apply(config(Map.of(key.variable(), key.value())))).isEqualTo(key.expected());
    }

    @Test
    void everyKeyHasAVariable() {
        var names = ConfigMappings.getProperties(ConfigClass.configClass(OperatorConfig.class)).keySet().stream()
                .map(name -> name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT))
                .map(name -> name.replaceAll("__$", "_FAST"))
                .toList();
        assertThat(KEYS.stream().map(Key::variable)).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void anAliasWithADashIsWrittenInOneVariable() {
        var config = config(Map.of("NOVASPHERE_STORAGE_CLASS_ALIASES", "fast-ssd=longhorn-ssd,slow=longhorn-hdd"));
        assertThat(config.storageClassAliases()).isEqualTo(Map.of("fast-ssd", "longhorn-ssd", "slow", "longhorn-hdd"));
    }

    static Stream<Map.Entry<String, String>> badValues() {
        return Stream.of(
                Map.entry("NOVASPHERE_VIRTUAL_MACHINE_PROFILES_ENABLED", "flase"),
                Map.entry("NOVASPHERE_DEFAULT_BRIDGE", "a-bridge-of-too-many-characters"),
                Map.entry("NOVASPHERE_MACVTAP_LOWER_DEVICE", "ens 3"),
                Map.entry("NOVASPHERE_SRIOV_RESOURCE_NAME", "sriov"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValueStopsTheStartWithKeyValueAndRemedy(Map.Entry<String, String> bad) {
        assertThatThrownBy(() -> config(Map.of(bad.getKey(), bad.getValue())))
                .hasMessageContaining(bad.getKey().toLowerCase(java.util.Locale.ROOT).replace('_', '.').substring(0, 12))
                .hasMessageContaining(bad.getValue())
                .hasMessageMatching("(?s).*(Write|Name) .*\\.");
    }

    private static OperatorConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(OperatorConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(OperatorConfig.class);
    }
}
