package dev.novasphere.docs;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The few forms of Markdown that the generated pages are made of. */
final class Markdown {
    private Markdown() {}

    static String table(List<String> header, List<List<String>> rows) {
        var rule = "|" + "---|".repeat(header.size()) + "\n";
        return row(header) + rule + rows.stream().map(Markdown::row).collect(Collectors.joining());
    }

    static String code(String text) {
        return "`" + text + "`";
    }

    /** The anchor that the usual renderers give to a heading. */
    static String anchor(String heading) {
        return heading.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String row(List<String> cells) {
        return Arrays.stream(cells.toArray(String[]::new))
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
