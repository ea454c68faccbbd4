package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.OperatorConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorConfigTest {
    record Key(String variable, String value, Function<OperatorConfig, Object> read, Object expected) {}

    private static final List<Key> KEYS = List.of(
            new Key(
                    "NOVASPHERE_DEFAULT_BRIDGE",
                    "br-lan",
                    c -> c.defaultBridge().orElseThrow(),
                    "br-lan"),
            new Key("NOVASPHERE_DEFAULT_UPLINK", "bond1", c -> c.defaultUplink().orElseThrow(), "bond1"),
            new Key("NOVASPHERE_ALLOWED_BRIDGES", "br-*,lan*", OperatorConfig::allowedBridges, List.of("br-*", "lan*")),
            new Key(
                    "NOVASPHERE_SRIOV_RESOURCE_NAME",
                    "intel.com/sriov_vfio",
                    c -> c.sriovResourceName().orElseThrow(),
                    "intel.com/sriov_vfio"),
            new Key(
                    "NOVASPHERE_MACVTAP_LOWER_DEVICE",
                    "ens3",
                    c -> c.macvtapLowerDevice().orElseThrow(),
                    "ens3"),
            new Key(
                    "NOVASPHERE_STORAGE_CLASS_ALIASES_FAST",
                    "longhorn-ssd",
                    OperatorConfig::storageClassAliases,
                    Map.of("fast", "longhorn-ssd")),
            new Key("NOVASPHERE_METRICS_NAMESPACES", "7", c -> c.metrics().namespaces(), 7),
            new Key(
                    "NOVASPHERE_WATCH_NAMESPACES",
                    "production,staging",
                    c -> c.watchNamespaces().orElseThrow(),
                    List.of("production", "staging")),
            new Key(
                    "NOVASPHERE_VIRTUAL_MACHINE_PROFILES_ENABLED",
                    "false",
                    c -> c.virtualMachineProfiles().enabled(),
                    false),
            new Key(
                    "NOVASPHERE_LEADER_ELECTION_ENABLED",
                    "true",
                    c -> c.leaderElection().enabled().orElseThrow(),
                    true),
            new Key(
                    "NOVASPHERE_LEADER_ELECTION_NAMESPACE",
                    "operators",
                    c -> c.leaderElection().namespace().orElseThrow(),
                    "operators"),
            new Key(
                    "NOVASPHERE_LEADER_ELECTION_LEASE_NAME",
                    "other",
                    c -> c.leaderElection().leaseName(),
                    "other"),
            new Key(
                    "NOVASPHERE_LEADER_ELECTION_LEASE_DURATION",
                    "15s",
                    c -> c.leaderElection().leaseDuration(),
                    Duration.ofSeconds(15)),
            new Key(
                    "NOVASPHERE_LEADER_ELECTION_RENEW_DEADLINE",
                    "2500ms",
                    c -> c.leaderElection().renewDeadline(),
                    Duration.ofMillis(2_500)),
            new Key(
                    "NOVASPHERE_LEADER_ELECTION_RETRY_PERIOD",
                    "500ms",
                    c -> c.leaderElection().retryPeriod(),
                    Duration.ofMillis(500)));

    @Test
    void nothingHasToBeSet() {
        var config = config(Map.of());
        assertThat(config.defaultBridge()).isEmpty();
        assertThat(config.allowedBridges()).containsExactly("br-*");
        assertThat(config.sriovResourceName()).isEmpty();
        assertThat(config.macvtapLowerDevice()).isEmpty();
        assertThat(config.watchNamespaces()).isEmpty();
        assertThat(config.storageClassAliases()).isEmpty();
        assertThat(config.virtualMachineProfiles().enabled()).isTrue();
        assertThat(config.leaderElection().enabled()).isEmpty();
        assertThat(config.leaderElection().namespace()).isEmpty();
        assertThat(config.leaderElection().leaseName()).isEqualTo("novasphere-operator");
        assertThat(config.leaderElection().leaseDuration()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.leaderElection().renewDeadline()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.leaderElection().retryPeriod()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.metrics().namespaces()).isEqualTo(100);
    }

    static Stream<Key> keys() {
        return KEYS.stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aVariableSetsItsKey(Key key) {
        assertThat(key.read().apply(config(Map.of(key.variable(), key.value()))))
                .isEqualTo(key.expected());
    }

    /** A key that is added and not shown here would be one whose variable nobody has tried. */
    @Test
    void everyKeyIsShownHere() {
        var variables = ConfigMappings.getProperties(ConfigClass.configClass(OperatorConfig.class)).keySet().stream()
                .filter(key -> !key.endsWith("[*]")) // An item of a list that is shown whole.
                .map(OperatorConfigTest::variable)
                .toList();
        assertThat(KEYS.stream().map(Key::variable)).containsExactlyInAnyOrderElementsOf(variables);
    }

    /** By the rule of MicroProfile Config; the part of a map's key that users choose is FAST here. */
    private static String variable(String key) {
        return key.replace("*", "fast").replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** A variable cannot spell a dash. */
    @Test
    void anAliasWithADashIsWrittenInAFile() {
        var file = new PropertiesConfigSource(
                Map.of("novasphere.storage-class-aliases.fast-ssd", "longhorn-ssd"), "application.properties", 250);
        assertThat(config(file).storageClassAliases()).isEqualTo(Map.of("fast-ssd", "longhorn-ssd"));
    }

    record Bad(String key, String value, String remedy) {}

    static Stream<Bad> badValues() {
        return Stream.of(
                new Bad("novasphere.virtual-machine-profiles.enabled", "flase", "Write true or false."),
                new Bad("novasphere.default-bridge", "a-bridge-of-too-many-characters", "at most 15 characters"),
                new Bad("novasphere.default-bridge", "..", "Name an interface of the nodes"),
                new Bad("novasphere.macvtap-lower-device", "ens 3", "no space, slash or colon"),
                new Bad("novasphere.allowed-bridges", "br-* lan*", "separated by commas"),
                new Bad("novasphere.sriov-resource-name", "sriov", "such as intel.com/sriov_vfio"),
                new Bad("novasphere.metrics.namespaces", "-1", "Write a number from 0 to 999999."),
                new Bad("novasphere.storage-class-aliases.fast", "Longhorn SSD", "Name a StorageClass"),
                new Bad("novasphere.leader-election.enabled", "yes", "Write true or false."),
                new Bad(
                        "novasphere.leader-election.namespace",
                        "My.Namespace",
                        "lower-case letters, digits and dashes"),
                new Bad("novasphere.leader-election.lease-name", "a b", "lower-case letters, digits and dashes"),
                new Bad("novasphere.leader-election.lease-duration", "PT6S", "such as 6s or 500ms"),
                new Bad("novasphere.leader-election.renew-deadline", "4", "such as 6s or 500ms"),
                new Bad("novasphere.leader-election.retry-period", "-1s", "such as 6s or 500ms"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValueIsRefusedWithKeyValueAndRemedy(Bad bad) {
        assertThatThrownBy(() -> config(Map.of(variable(bad.key()), bad.value())))
                .hasMessageContaining(bad.key())
                .hasMessageContaining(bad.value())
                .hasMessageContaining(bad.remedy());
    }

    private static OperatorConfig config(Map<String, String> environment) {
        return config(new EnvConfigSource(environment, 300));
    }

    private static OperatorConfig config(ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .withMapping(OperatorConfig.class)
                .withSources(source)
                .build()
                .getConfigMapping(OperatorConfig.class);
    }
}
