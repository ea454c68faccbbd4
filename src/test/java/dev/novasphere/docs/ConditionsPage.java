package dev.novasphere.docs;

import dev.novasphere.status.ConditionType;
import dev.novasphere.status.Phase;
import dev.novasphere.status.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The reference page of phases, conditions and reasons, from the enums of package {@code status}. */
final class ConditionsPage {
    /** A comment that begins a group of constants, or a constant. */
    private static final Pattern LINE = Pattern.compile("(?m)^    (?:// (.+)|(\\w+)\\(\".*)$");

    private ConditionsPage() {}

    static String text() {
        return """
                # Phases, conditions and reasons

                `status.phase` is one word for people. Programs read `status.conditions`: each has a `type`, a `status` \
                (`True`, `False`, `Unknown`), a `reason` from the tables below, and a `message`, a sentence that names \
                the object and the remedy. All but `Stalled` are always there. What cures which reason stands in \
                [Troubleshooting](../how-to/troubleshooting.md).

                ## Phases

                """
                + enumTable("Phase", Phase.class, Phase.values())
                + "\n## Conditions\n\n"
                + enumTable("Condition", ConditionType.class, ConditionType.values())
                + "\n## Reasons\n\n"
                + "A reason marked *refusal* is also told as a Warning event when it appears. `Ready` repeats the "
                + "first condition that does not hold, with its reason.\n"
                + reasons();
    }

    private static String enumTable(String heading, Class<?> type, Enum<?>[] constants) {
        var comments = SourceComments.of(type);
        return Markdown.table(
                List.of(heading, "Meaning"),
                Arrays.stream(constants)
                        .map(constant -> List.of(
                                Markdown.code(constant.name()),
                                Objects.requireNonNull(comments.get(constant.name()), constant.name())))
                        .toList());
    }

    private static String reasons() {
        var text = new StringBuilder();
        groups().forEach((group, reasons) -> text.append("\n### Of ")
                .append(group)
                .append("\n\n")
                .append(Markdown.table(
                        List.of("Reason", "Meaning", "Kind"),
                        reasons.stream().map(ConditionsPage::row).toList())));
        return text.toString();
    }

    private static List<String> row(Reason reason) {
        return List.of(Markdown.code(reason.name()), reason.meaning(), reason.isRefusal() ? "refusal" : "step");
    }

    /** The reasons under the comment that stands above them. */
    static Map<String, List<Reason>> groups() {
        var groups = new LinkedHashMap<String, List<Reason>>();
        var current = new String[] {"every condition"};
        LINE.matcher(SourceComments.text(Reason.class)).results().forEach(line -> {
            if (line.group(1) != null) {
                current[0] = line.group(1);
            } else {
                groups.computeIfAbsent(current[0], _ -> new ArrayList<>()).add(Reason.valueOf(line.group(2)));
            }
        });
        return groups;
    }
}
