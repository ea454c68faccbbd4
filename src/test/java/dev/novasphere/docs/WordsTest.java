package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What pages name exists: targets of the Makefile, variables of the operator. And nothing of a single machine. */
class WordsTest {
    private static final Pattern TARGET = Pattern.compile("(?m)(?:^ *(?:\\$ )?|&& )make ([a-z0-9-]+)");
    private static final Pattern DEFINED_TARGET = Pattern.compile("(?m)^([a-z0-9-]+):");
    private static final Pattern VARIABLE = Pattern.compile("\\bNOVASPHERE_[A-Z_]+[A-Z]");
    private static final Pattern CONFLICT = Pattern.compile("(?m)^(?:<{7}|>{7}|\\|{7}) .*$");
    private static final Pattern MACHINE =
            Pattern.compile("(?<![\\w.~/-])/(?:work|root|home|tmp/[a-z]+/)\\S*|127\\.0\\.0\\.1:\\d+");
    private static final Pattern REGISTRY =
            Pattern.compile("[a-z0-9.-]*(?:maven|npmjs|pypi|crates|golang|debian|ubuntu)[a-z0-9.-]*\\.(?:org|io|com)");

    @TestFactory
    Stream<DynamicTest> everyTargetExists() throws IOException {
        var targets = named(DEFINED_TARGET, Files.readString(Path.of("Makefile")));
        return forEachPage(page -> assertThat(named(TARGET, page.code())).isSubsetOf(targets));
    }

    @TestFactory
    Stream<DynamicTest> everyVariableExists() {
        var variables = ConfigurationKeys.all().stream()
                .map(ConfigurationKeys.Key::variable)
                .map(variable -> variable.replaceFirst("_<ALIAS>$", ""))
                .collect(Collectors.toSet());
        variables.add("NOVASPHERE_LOG_JSON");
        return forEachPage(page -> assertThat(
                        VARIABLE.matcher(page.text()).results().map(found -> found.group()))
                .allMatch(name -> variables.contains(name) || name.startsWith("NOVASPHERE_STORAGE_CLASS_ALIASES_")));
    }

    @TestFactory
    Stream<DynamicTest> noPageNamesASingleMachineOrAPackageRegistry() {
        return forEachPage(page -> {
            assertThat(MACHINE.matcher(page.text()).results().map(found -> found.group()))
                    .isEmpty();
            assertThat(REGISTRY.matcher(page.text()).results().map(found -> found.group()))
                    .isEmpty();
        });
    }

    /** Git writes these lines where two changes meet, and a page shows them. */
    @TestFactory
    Stream<DynamicTest> noPageShowsAConflictOfAMerge() {
        return forEachPage(
                page -> assertThat(CONFLICT.matcher(page.text()).results().map(found -> found.group()))
                        .isEmpty());
    }

    private static Stream<DynamicTest> forEachPage(Consumer<Page> check) {
        return Page.all().stream().map(page -> DynamicTest.dynamicTest(page.name(), () -> check.accept(page)));
    }

    private static Set<String> named(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
