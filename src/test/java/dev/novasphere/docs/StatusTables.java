package dev.novasphere.docs;

import dev.novasphere.nodenetwork.NodeNetworkReason;
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

/** The tables of phases, conditions and reasons, from their enums. */
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
        groups(Reason.class)
                .forEach((group, reasons) -> text.append(text.isEmpty() ? "" : "\n")
                        .append("### %s\n\n".formatted(title(group)))
                        .append(Markdown.table(
                                List.of("Reason", "Meaning", "Warning event", "A message that was seen"),
                                reasons.stream().map(StatusTables::row).toList())));
        return text.toString();
    }

    /** The reasons of a NodeNetwork's conditions. */
    static String nodeNetworkReasons() {
        return Markdown.table(
                List.of("Conditions", "Reason", "Meaning", "Degraded", "A message that was seen"),
                groups(NodeNetworkReason.class).entrySet().stream()
                        .flatMap(group -> group.getValue().stream().map(reason -> row(group.getKey(), reason)))
                        .toList());
    }

    private static List<String> row(String group, NodeNetworkReason reason) {
        return List.of(
                group,
                Markdown.code(reason.name()),
                reason.meaning(),
                reason.isFault() ? "yes" : "",
                Markdown.plain(SeenMessages.OF_NODE_NETWORKS.of(reason.name()).orElse("")));
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
                Markdown.plain(SeenMessages.OF_MACHINES.of(reason.name()).orElse("")));
    }

    /** The constants by the comment that stands above them in the source. */
    private static <E extends Enum<E>> Map<String, List<E>> groups(Class<E> type) {
        var groups = new LinkedHashMap<String, List<E>>();
        var group = new String[] {""};
        GROUP_OR_REASON.matcher(source(type)).results().forEach(line -> {
            if (line.group(1) != null) {
                group[0] = line.group(1);
            } else {
                groups.computeIfAbsent(group[0], _ -> new ArrayList<>()).add(Enum.valueOf(type, line.group(2)));
            }
        });
        return groups;
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(SourceComments.file(type));
        } catch (IOException e) {
            throw new UncheckedIOException("The source of %s cannot be read.".formatted(type.getSimpleName()), e);
        }
    }
}
