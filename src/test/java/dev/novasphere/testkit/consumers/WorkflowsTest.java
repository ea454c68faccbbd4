package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows of the public forge, which run nowhere but there. */
class WorkflowsTest {
    private static final Pattern USED = Pattern.compile("(?m)^ *(?:- )?uses: (.*)$");

    @Test
    void theirCheckerFindsNothing() throws Exception {
        var line = new ArrayList<>(
                List.of(ConsumerPrograms.actionlint().resolve("actionlint").toString(), "-no-color"));
        workflows().map(Path::toString).forEach(line::add);

        var result =
                Command.of(Duration.ofMinutes(1), line.toArray(String[]::new)).run();

        assertThat(result.output() + result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    /** A tag can be moved by whoever gets hold of an action's repository; a commit cannot. */
    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedByACommitAndNamesItsRelease(Path workflow) throws IOException {
        var used = USED.matcher(Files.readString(workflow)).results().map(found -> found.group(1));

        assertThat(used)
                .isNotEmpty()
                .allMatch(action -> action.matches("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void nothingMayBeWrittenUnlessAJobSaysSo(Path workflow) throws IOException {
        assertThat(Files.readString(workflow)).containsPattern("(?m)^permissions:( \\{\\}|\n  contents: read)$");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyTargetOfMakeThatIsCalledIsThere(Path workflow) throws IOException {
        var makefile = Files.readString(Path.of("Makefile"));
        var called = Pattern.compile("(?m)(?:run: |^ +|PATH,JAVA_HOME )make ([a-z0-9]+)")
                .matcher(Files.readString(workflow))
                .results()
                .map(found -> found.group(1));

        assertThat(called).isNotEmpty().allMatch(target -> makefile.contains("\n" + target + ":"));
    }

    static Stream<Path> workflows() throws IOException {
        try (var files = Files.list(Path.of(".github/workflows"))) {
            return files.sorted().toList().stream();
        }
    }
}
