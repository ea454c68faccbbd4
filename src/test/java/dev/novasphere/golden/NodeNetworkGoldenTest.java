package dev.novasphere.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of {@code src/test/resources/node-networks} is a case: a node network, what is seen of the nodes, and exactly
 * the policy and the status that must come out. Rewritten as {@link GoldenTest} is.
 */
final class NodeNetworkGoldenTest {
    @TestFactory
    Stream<DynamicTest> everyCaseComesOutAsWritten() {
        return GoldenFolder.all(Path.of("src/test/resources/node-networks")).stream()
                .map(folder -> DynamicTest.dynamicTest(folder.name(), () -> check(folder)));
    }

    private static void check(GoldenFolder folder) {
        var rendered = NodeNetworkCase.of(folder).rendered();
        if (Boolean.getBoolean("golden.update")) {
            assertThat(System.getenv("CI"))
                    .as("Goldens are rewritten by hand only: golden.update is refused where CI is set.")
                    .isNull();
            folder.rewrite(rendered);
        }
        assertThat(folder.differences(rendered))
                .as("what came out against the files of node-networks/%s", folder.name())
                .isEmpty();
    }
}
