package dev.novasphere.docs;

import dev.novasphere.status.ConditionType;
import dev.novasphere.status.Phase;
import dev.novasphere.status.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tables of phases, conditions and reasons, from the enums of package {@code status}. */
final class StatusTables {
    /** A comment that begins a group of reasons, or a reason. */
    private static final Pattern GROUP_OR_REASON = Pattern.compile("(?m)^    (?:// (.+)|(\\w+)\\(\".*)$");

    private StatusTables() {}

    static String phases() {
        return constants("Phase", Phase.class);
    }

    static String conditions() {
        return constants("Condition", ConditionType.class);
    }

    private static <E extends Enum<E>> String constants(String title, Class<E> type) {
        var comments = SourceComments.of(type);
        return Markdown.table(
                List.of(title, "Meaning"),
                EnumSet.allOf(type).stream()
                        .map(each -> List.of(Markdown.code(each.name()), comments.getOrDefault(each.name(), "")))
                        .toList());
    }

    static String reasons() {
        var text = new StringBuilder();
        groups().forEach((group, reasons) -> text.append(text.isEmpty() ? "" : "\n")
                .append("### %s\n\n".formatted(title(group)))
                .append(Markdown.table(
                        List.of("Reason", "Meaning", "Warning event", "A message that was seen"),
                        reasons.stream().map(StatusTables::row).toList())));
        return text.toString();
    }

    private static String title(String group) {
        return Arrays.stream(ConditionType.values())
                        .anyMatch(type -> type.name().equals(group))
                ? "Reasons of `%s`".formatted(group)
                : "Reasons of " + group;
    }

    private static List<String> row(Reason reason) {
        return List.of(
                Markdown.code(reason.name()),
                reason.meaning(),
                reason.isRefusal() ? "yes" : "",
                Markdown.plain(SeenMessages.of(reason.name()).orElse("")));
    }

    /** The reasons by the comment that stands above them in the source. */
    private static Map<String, List<Reason>> groups() {
        var groups = new LinkedHashMap<String, List<Reason>>();
        var group = new String[] {""};
        GROUP_OR_REASON.matcher(source()).results().forEach(line -> {
            if (line.group(1) != null) {
                group[0] = line.group(1);
            } else {
                groups.computeIfAbsent(group[0], _ -> new ArrayList<>()).add(Reason.valueOf(line.group(2)));
            }
        });
        return groups;
    }

    private static String source() {
        try {
            return Files.readString(SourceComments.file(Reason.class));
        } catch (IOException e) {
            throw new UncheckedIOException("The source of Reason cannot be read.", e);
        }
    }
}
