package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.OperatorConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The reference says what the code says. After a wanted change of the code rewrite the pages with
 * {@code -Dtest=ReferenceTest -Ddocs.update=true} and read the diff.
 */
class ReferenceTest {

    @TestFactory
    Stream<DynamicTest> everyPageSaysWhatTheCodeSays() {
        return Page.reference().stream().map(page -> DynamicTest.dynamicTest(page.name(), () -> check(page)));
    }

    private static void check(Page page) throws IOException {
        var renewed = GeneratedParts.renew(page.text());
        if (Boolean.getBoolean("docs.update")) {
            assertThat(System.getenv("CI"))
                    .as("Pages are rewritten by hand only: docs.update is refused where CI is set.")
                    .isNull();
            Files.writeString(page.file(), renewed);
        } else {
            assertThat(page.text())
                    .as("%s; rewrite it with -Dtest=ReferenceTest -Ddocs.update=true", page.file())
                    .isEqualTo(renewed);
        }
    }

    @Test
    void everyPartStandsInOnePage() {
        assertThat(Page.reference())
                .flatExtracting(page -> GeneratedParts.in(page.text()))
                .containsExactlyInAnyOrderElementsOf(GeneratedParts.all());
    }

    /** Whoever copies a variable from the page gets the key beside it. */
    @Test
    void everyVariableOfThePageSetsItsKey() {
        var environment = new HashMap<String, String>();
        var names = new HashMap<String, String>();
        for (var key : ConfigurationKeys.all()) {
            var value = value(key);
            environment.put(key.variable().replace("<ALIAS>", "FAST"), value);
            names.put(key.name().replace("*", "fast"), value);
        }
        var config = new SmallRyeConfigBuilder()
                .withMapping(OperatorConfig.class)
                .withSources(new EnvConfigSource(Map.copyOf(environment), 300))
                .build();

        assertThat(names)
                .allSatisfy(
                        (name, value) -> assertThat(config.getConfigValue(name).getValue())
                                .as(name)
                                .isEqualTo(value));
        assertThat(config.getConfigMapping(OperatorConfig.class).storageClassAliases())
                .containsExactly(Map.entry("fast", "other"));
    }

    /** A value that is not the default and that the key takes. */
    private static String value(ConfigurationKeys.Key key) {
        if (key.type().equals("boolean")) {
            return String.valueOf(!Boolean.parseBoolean(key.preset()));
        }
        if (key.type().equals("duration")) {
            return "3s";
        }
        if (key.type().equals("int")) {
            return "7";
        }
        return key.name().endsWith("resource-name") ? "example.com/other" : "other";
    }
}
