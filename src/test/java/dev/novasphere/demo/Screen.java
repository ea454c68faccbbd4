package dev.novasphere.demo;

/** Where the demo prints: sentences stand out on a terminal and are plain text in a file. */
final class Screen {
    private static final boolean TERMINAL = isTerminal();

    private Screen() {}

    @SuppressWarnings(
            "SystemConsoleNull") // Java 22 always had a console; since Java 25 there is none without a terminal.
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** A sentence of the demo's own. */
    static void say(String sentence) {
        print(TERMINAL ? "\u001B[1m" + sentence + "\u001B[0m" : sentence);
    }

    /** A line as it is. */
    static void print(String line) {
        System.out.println(line);
    }
}
