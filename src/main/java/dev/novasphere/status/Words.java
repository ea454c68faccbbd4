package dev.novasphere.status;

import java.util.List;
import java.util.stream.Collectors;

/** Lists as people write them. */
final class Words {
    private Words() {}

    /** {@code "a", "b"}. */
    static String quoted(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    /** The text as a sentence: with a full stop at its end, and none twice. */
    static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
