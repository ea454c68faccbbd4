package dev.novasphere.docs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few forms of Markdown that the generated pages are made of. */
final class Markdown {
    /** Words with a dollar sign, which some renderers take for mathematics. */
    private static final Pattern DOLLARS = Pattern.compile("\\$\\w+\\$");

    private Markdown() {}

    static String table(List<String> header, List<List<String>> rows) {
        var rule = "|" + "---|".repeat(header.size()) + "\n";
        return row(header) + rule + rows.stream().map(Markdown::row).collect(Collectors.joining());
    }

    static String code(String text) {
        return "`" + text + "`";
    }

    /** A sentence as it is read, whatever signs it holds outside of its own code spans. */
    static String plain(String sentence) {
        var parts = sentence.split("`", -1);
        for (var i = 0; i < parts.length; i += 2) {
            parts[i] = DOLLARS.matcher(parts[i].replaceAll("([*<])", "\\\\$1"))
                    .replaceAll(found -> Matcher.quoteReplacement(code(found.group())));
        }
        return String.join("`", parts);
    }

    /** The anchor that the usual renderers give to a heading. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
