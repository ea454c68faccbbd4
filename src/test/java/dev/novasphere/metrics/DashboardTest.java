package dev.novasphere.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.testkit.consumers.Promtool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Prometheus itself evaluates every query of the dashboard, on a little of every metric: each gives a number. */
@Tag("consumers")
class DashboardTest {
    private static final Path DASHBOARD = Path.of("helm/novasphere/files/dashboard.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What Grafana puts in where everything is chosen. */
    private static final Map<String, String> VARIABLES =
            Map.of("$__rate_interval", "5m", "$machine_namespace", ".*", "$namespace", ".*", "$kind", ".*");

    @TestFactory
    Stream<DynamicTest> everyQueryGivesNumbers() throws IOException {
        return panels().flatMap(panel -> texts(panel.path("targets"), "expr")
                .map(query -> dynamicTest(panel.path("title").asText() + ": " + query, () -> check(query))));
    }

    private static void check(String template) throws Exception {
        var query = substituted(template);
        assertThat(query).as("a variable that nobody has").doesNotContain("$");
        assertThat(SampleSeries.askedFor(query)).isNotEmpty().isSubsetOf(SampleSeries.told());
        var numbers =
                "count((%1$s) == (%1$s)) > bool 0".formatted(query); // What is not a number is not equal to itself.
        assertThat(Promtool.complaintAboutTests(Map.of(
                        "tests",
                        List.of(Map.of(
                                "interval", "1m",
                                "input_series", Promtool.scraped(JSON.valueToTree(SampleSeries.all())),
                                "promql_expr_test",
                                        List.of(Map.of(
                                                "expr",
                                                numbers,
                                                "eval_time",
                                                "2h",
                                                "exp_samples",
                                                List.of(Map.of("labels", "{}", "value", 1)))))))))
                .isEmpty();
    }

    @Test
    void everyMetricOfOursIsInSomePanel() throws IOException {
        var shown = panels().flatMap(panel -> texts(panel.path("targets"), "expr"))
                .map(DashboardTest::substituted)
                .flatMap(query -> SampleSeries.askedFor(query).stream())
                .map(name -> name.replaceFirst("_(bucket|count|sum)$", ""))
                .toList();
        assertThat(Stream.of(Metric.values()).map(Metric::metricName)).isSubsetOf(shown);
    }

    /** Two panels of one number, or over one another, would hide each other in Grafana. */
    @Test
    void everyPanelHasAPlaceOfItsOwn() throws IOException {
        assertThat(panels().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels().map(panel -> panel.path("gridPos").path("x") + "/"
                        + panel.path("gridPos").path("y")))
                .doesNotHaveDuplicates();
    }

    private static String substituted(String query) {
        var text = query;
        for (var variable : VARIABLES.entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .toList()) {
            text = text.replace(variable.getKey(), variable.getValue());
        }
        return text;
    }

    private static Stream<JsonNode> panels() throws IOException {
        return StreamSupport.stream(
                JSON.readTree(DASHBOARD.toFile()).path("panels").spliterator(), false);
    }

    private static Stream<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> item.path(field).asText());
    }
}
