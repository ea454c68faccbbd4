package dev.novasphere.demo;

/** Where the demo prints: sentences stand out on a terminal and are plain text in a file. */
final class Screen {
    private static final boolean TERMINAL = System.console().isTerminal();

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
