package dev.novasphere.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of {@code src/test/resources/goldens} is a case: what goes in, and exactly what must come out, as YAML
 * text. After a wanted change of behaviour rewrite the files with {@code -Dgolden.update=true} and read the diff.
 */
final class GoldenTest {
    /** Cases whose outcome is a table and not the children. */
    private static final Map<String, Function<GoldenCase, SortedMap<String, String>>> TABLES =
            Map.of("run-strategies", RunStrategyTable::of);

    @TestFactory
    Stream<DynamicTest> everyCaseComesOutAsWritten() {
        return GoldenFolder.all().stream().map(folder -> DynamicTest.dynamicTest(folder.name(), () -> check(folder)));
    }

    private static void check(GoldenFolder folder) {
        var rendered = TABLES.getOrDefault(folder.name(), Rendering::of).apply(GoldenCase.of(folder));
        if (Boolean.getBoolean("golden.update")) {
            assertThat(System.getenv("CI"))
                    .as("Goldens are rewritten by hand only: golden.update is refused where CI is set.")
                    .isNull();
            folder.rewrite(rendered);
        }
        assertThat(folder.differences(rendered))
                .as("what came out against the files of goldens/%s", folder.name())
                .isEmpty();
    }
}
