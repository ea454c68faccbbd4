package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.OperatorConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference pages say what the code says. */
class ReferencePagesTest {
    private static final Path PAGES = Path.of("docs/reference");
    private static final String HEADER =
            "<!-- Generated from the code by `mvn test -Dtest=ReferencePagesTest -Dgolden.update`; do not edit. -->\n\n";

    @TestFactory
    java.util.stream.Stream<DynamicTest> everyPageIsUpToDate() {
        return Map.of(
                        "api.md", ApiPage.text(),
                        "conditions.md", ConditionsPage.text(),
                        "configuration.md", ConfigurationPage.text())
                .entrySet()
                .stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> compare(page.getKey(), page.getValue())));
    }

    @Test
    void everyVariableSetsItsKey() {
        var environment = Map.of(
                "NOVASPHERE_ALLOWED_BRIDGES", "br-a,br-b",
                "NOVASPHERE_DEFAULT_BRIDGE", "br-mgmt",
                "NOVASPHERE_MACVTAP_LOWER_DEVICE", "ens3",
                "NOVASPHERE_SRIOV_RESOURCE_NAME", "example.com/vf",
                "NOVASPHERE_STORAGE_CLASS_ALIASES_FAST", "longhorn",
                "NOVASPHERE_VIRTUAL_MACHINE_PROFILES_ENABLED", "false");
        assertThat(ConfigurationPage.keys())
                .extracting(ConfigurationPage.Key::variable)
                .extracting(variable -> variable.replace("_ALIAS_", "FAST"))
                .containsExactlyInAnyOrderElementsOf(environment.keySet());

        var config = new SmallRyeConfigBuilder()
                .withMapping(OperatorConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(OperatorConfig.class);

        assertThat(config.allowedBridges()).containsExactly("br-a", "br-b");
        assertThat(config.defaultBridge()).contains("br-mgmt");
        assertThat(config.macvtapLowerDevice()).contains("ens3");
        assertThat(config.sriovResourceName()).contains("example.com/vf");
        assertThat(config.storageClassAliases()).containsEntry("fast", "longhorn");
        assertThat(config.virtualMachineProfiles().enabled()).isFalse();
    }

    private static void compare(String name, String generated) throws IOException {
        var page = PAGES.resolve(name);
        var text = HEADER + generated;
        if (System.getProperty("golden.update") != null) {
            assertThat(System.getenv("CI"))
                    .as("CI, where generated pages are compared and never rewritten")
                    .isNotEqualTo("true");
            Files.writeString(page, text);
        }
        assertThat(page)
                .as("%s; rewrite it with -Dtest=ReferencePagesTest -Dgolden.update", page)
                .exists()
                .hasContent(text);
    }
}
