package dev.novasphere.nodenetwork;

import java.util.List;
import java.util.function.Predicate;

/** The one line of nmstate's account of a failure that says what is wrong; the rest is its log and a trace. */
final class FailureLine {
    private static final int LONGEST = 512;
    private static final List<Predicate<String>> TELLING = List.of(
            line -> line.contains("NmstateError"),
            line -> line.startsWith("error"),
            line -> line.contains("rror"),
            line -> true);

    private FailureLine() {}

    static String of(String message) {
        var lines = message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return TELLING.stream()
                .flatMap(telling -> lines.reversed().stream().filter(telling))
                .findFirst()
                .map(line -> line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…")
                .orElse("no reason was given");
    }
}
