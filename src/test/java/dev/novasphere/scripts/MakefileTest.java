package dev.novasphere.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code make help} lists every target that people may call, and nothing that does not exist. */
class MakefileTest {
    private static final Pattern PHONY = Pattern.compile("(?m)^\\.PHONY: (.*)$");
    private static final Pattern DESCRIBED = Pattern.compile("(?m)^([a-z0-9-]+):.*## [A-Z].*\\.$");

    @Test
    void everyTargetIsDescribed() throws Exception {
        var makefile = Files.readString(Path.of("Makefile"));

        var phony = PHONY.matcher(makefile)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        var described = DESCRIBED
                .matcher(makefile)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(List.of(phony.split(" ", -1)));
    }
}
