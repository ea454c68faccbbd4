package dev.novasphere.docs;

import dev.novasphere.crd.Crd;
import dev.novasphere.crd.CrdRule;
import dev.novasphere.crd.RejectedCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is refused and with which words, from the files in {@code rejected/} that tests hold against the API server. */
final class Refusals {
    private static final Pattern PLACE_AND_VALUE =
            Pattern.compile("^\\S+: (?:Invalid value: (?:\"(?:[^\"\\\\]|\\\\.)*\": )?)?", Pattern.DOTALL);

    private Refusals() {}

    /** One case for each rule of the CRD, by field. */
    static String byTheApiServer(Crd crd) {
        var cases = new ArrayList<RejectedCase>();
        for (var rule : CrdRule.of(crd)) {
            RejectedCase.all().stream()
                    .filter(each -> !each.layer().equals("rules"))
                    .filter(rule::isShownBy)
                    .findFirst()
                    .ifPresent(cases::add);
        }
        return list(cases);
    }

    /** What only the operator can see, once the object is stored. */
    static String byTheOperator() {
        return list(cases(each -> each.layer().equals("rules")));
    }

    private static List<RejectedCase> cases(Predicate<RejectedCase> which) {
        return RejectedCase.all().stream().filter(which).toList();
    }

    private static String list(List<RejectedCase> cases) {
        var byField = new TreeMap<String, StringBuilder>();
        for (var each : cases) {
            byField.computeIfAbsent(each.field(), _ -> new StringBuilder()).append(line(each));
        }
        return String.join(
                "\n", byField.entrySet().stream().map(Refusals::section).toList());
    }

    private static String section(Map.Entry<String, StringBuilder> field) {
        return "### `%s`\n\n%s".formatted(field.getKey(), field.getValue());
    }

    private static String line(RejectedCase each) {
        return "- **%s**%s: %s\n"
                .formatted(
                        each.name().replace('-', ' '),
                        each.isUpdate() ? " (update)" : "",
                        Markdown.plain(PLACE_AND_VALUE.matcher(each.message()).replaceFirst("")));
    }
}
