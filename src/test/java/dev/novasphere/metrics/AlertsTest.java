package dev.novasphere.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.testkit.consumers.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each alert of the chart fires where it should, says what it should, and is silent where it should be. */
@Tag("consumers")
class AlertsTest {
    private static final Path RULES = Path.of("helm/novasphere/files/alerts.yaml");
    private static final Path CASES = Path.of("src/test/resources/prometheus/alerts.yaml");

    @Test
    void prometheusTakesTheRules() throws Exception {
        assertThat(Promtool.complaintAboutRules(RULES)).isEmpty();
    }

    @Test
    void everyAlertHasItsCases() throws IOException {
        assertThat(names(cases()))
                .containsExactlyInAnyOrderElementsOf(rules().stream()
                        .map(rule -> rule.path("alert").asText())
                        .toList());
    }

    /** The pages name each alert, and no other, as a heading: the address in the annotation leads there. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/runbooks.md", "docs/zh-CN/runbooks.md"})
    void everyAlertHasItsRunbook(Path page) throws IOException {
        assertThat(Files.readAllLines(page).stream()
                        .filter(line -> line.startsWith("## Novasphere"))
                        .map(line -> line.substring(3)))
                .containsExactlyElementsOf(rules().stream()
                        .map(rule -> rule.path("alert").asText())
                        .toList());
        assertThat(rules())
                .allSatisfy(rule -> assertThat(
                                rule.at("/annotations/runbook_url").asText())
                        .isEqualTo("RUNBOOKS#" + rule.path("alert").asText().toLowerCase(Locale.ROOT)));
    }

    /** A name that nobody tells would make an alert that never fires, or a test of series that do not exist. */
    @Test
    void onlyMetricsThatAreToldAreAskedFor() throws IOException {
        assertThat(rules())
                .allSatisfy(rule -> assertThat(
                                SampleSeries.askedFor(rule.path("expr").asText()))
                        .isNotEmpty()
                        .isSubsetOf(SampleSeries.told()));
    }

    @TestFactory
    Stream<DynamicTest> everyAlertFiresAndIsSilent() throws IOException {
        var cases = cases();
        return rules().stream().flatMap(rule -> {
            var name = rule.path("alert").asText();
            var fires = cases.path(name).path("fires");
            var silent = cases.path(name).path("silent");
            return Stream.of(
                    dynamicTest(name + " fires", () -> check(rule, fires, List.of(expected(rule, fires)))),
                    dynamicTest(name + " is silent", () -> check(rule, silent, List.of())));
        });
    }

    private static void check(JsonNode rule, JsonNode when, List<Map<String, Object>> alerts) throws Exception {
        var test = new HashMap<String, Object>();
        test.put("interval", "1m");
        test.put("input_series", Promtool.scraped(when.path("series")));
        test.put(
                "alert_rule_test",
                List.of(Map.of(
                        "eval_time", when.path("at").asText(),
                        "alertname", rule.path("alert").asText(),
                        "exp_alerts", alerts)));
        assertThat(Promtool.complaintAboutTests(Map.of(
                        "rule_files", List.of(RULES.toAbsolutePath().toString()),
                        "evaluation_interval", "1m",
                        "tests", List.of(test))))
                .isEmpty();
    }

    private static Map<String, Object> expected(JsonNode rule, JsonNode fires) {
        var labels = new HashMap<String, String>();
        fires.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        labels.put("severity", rule.at("/labels/severity").asText());
        var annotations = new HashMap<String, String>();
        rule.path("annotations")
                .properties()
                .forEach(annotation -> annotations.put(
                        annotation.getKey(),
                        rendered(
                                annotation.getValue().asText(),
                                labels,
                                fires.path("value").asText())));
        return Map.of("exp_labels", labels, "exp_annotations", annotations);
    }

    private static String rendered(String template, Map<String, String> labels, String value) {
        var text = template.replaceAll("\\{\\{ \\$value[^}]*}}", value);
        for (var label : labels.entrySet()) {
            text = text.replace("{{ $labels.%s }}".formatted(label.getKey()), label.getValue());
        }
        return text;
    }

    private static List<JsonNode> rules() throws IOException {
        return StreamSupport.stream(
                        new YAMLMapper()
                                .readTree(RULES.toFile())
                                .at("/groups/0/rules")
                                .spliterator(),
                        false)
                .toList();
    }

    private static JsonNode cases() throws IOException {
        return new YAMLMapper().readTree(CASES.toFile());
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
