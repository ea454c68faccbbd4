package dev.novasphere.testkit.consumers;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A program that tests need and that may not be had on every machine. */
sealed interface Program {

    /** Installed: the folder that holds it. */
    record Ready(Path folder) implements Program {}

    /** Not to be had here, and why: a full sentence that says what would help. */
    record LeftOut(String reason) implements Program {}

    /** The folder that holds the program; else the test that asks is skipped with the reason. */
    default Path orSkip() {
        return switch (this) {
            case Ready(Path folder) -> folder;
            case LeftOut(String reason) -> Assumptions.abort(reason);
        };
    }
}
