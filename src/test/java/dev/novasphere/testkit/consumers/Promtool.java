package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prometheus' own tool, which checks metrics, rules and what rules and queries make of given series. */
public final class Promtool {
    /** What a scrape with the usual ServiceMonitor adds to each series. */
    private static final Map<String, String> TARGET = Map.of(
            "namespace", "novasphere-system",
            "pod", "operator-0",
            "job", "novasphere",
            "instance", "10.0.0.7:8080",
            "container", "operator");

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final YAMLMapper YAML = new YAMLMapper();

    private Promtool() {}

    /** What it says against metrics in the text format; empty where it says nothing. */
    public static String complaintAboutMetrics(String text) throws IOException, InterruptedException {
        var file = Files.createTempFile("novasphere-", ".prom");
        try {
            Files.writeString(file, text);
            var script = "exec \"$0\" check metrics < \"$1\"";
            return complaint(run(List.of("sh", "-c", script, program(), file.toString())));
        } finally {
            Files.delete(file);
        }
    }

    /** What it says against a rule file. */
    public static String complaintAboutRules(Path rules) throws IOException, InterruptedException {
        return complaint(run(List.of(program(), "check", "rules", "--lint-fatal", rules.toString())));
    }

    /** What it says when it runs these tests, in the form of its unit tests for rules. */
    public static String complaintAboutTests(Map<String, ?> tests) throws IOException, InterruptedException {
        var file = Files.createTempFile("novasphere-", ".yaml");
        try {
            YAML.writeValue(file.toFile(), tests);
            return complaint(run(List.of(program(), "test", "rules", file.toString())));
        } finally {
            Files.delete(file);
        }
    }

    /** Series as they are once they have been scraped. */
    public static List<Map<String, String>> scraped(JsonNode series) {
        return series.properties().stream()
                .map(entry -> Map.of(
                        "series",
                        scraped(entry.getKey()),
                        "values",
                        entry.getValue().asText()))
                .toList();
    }

    private static String scraped(String series) {
        var open = series.indexOf('{');
        var name = open < 0 ? series : series.substring(0, open);
        var own = open < 0 ? "" : series.substring(open + 1, series.length() - 1);
        var labels = new LinkedHashMap<String, String>();
        TARGET.forEach((label, value) -> {
            if (!own.matches("(.*,)?" + label + "=.*")) {
                labels.put(label, value);
            }
        });
        return name + "{"
                + own
                + labels.entrySet().stream()
                        .map(label -> ",%s=\"%s\"".formatted(label.getKey(), label.getValue()))
                        .reduce("", String::concat)
                        .substring(own.isEmpty() ? 1 : 0)
                + "}";
    }

    private static String program() {
        return ConsumerPrograms.promtool().toString();
    }

    private static Command.Result run(List<String> line) throws IOException, InterruptedException {
        return new Command(line, Map.of(), LIMIT).run();
    }

    private static String complaint(Command.Result result) {
        return result.succeeded() ? "" : result.output() + result.errors();
    }
}
