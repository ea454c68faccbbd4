package dev.novasphere.demo;

import java.util.Objects;

/** Where the demo prints: sentences stand out on a terminal and are plain text in a file. */
final class Screen {
    private static final boolean TERMINAL =
            Objects.requireNonNull(System.console(), "Java 22 and newer always have one").isTerminal();

    private Screen() {}

    /** A sentence of the demo's own. */
    static void say(String sentence) {
        print(TERMINAL ? "\u001B[1m" + sentence + "\u001B[0m" : sentence);
    }

    /** A line as it is. */
    static void print(String line) {
        System.out.println(line);
    }
}
