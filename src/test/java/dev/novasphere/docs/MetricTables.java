package dev.novasphere.docs;

import dev.novasphere.metrics.FrameworkMeters.FrameworkMeter;
import dev.novasphere.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of the metrics, from the enums by which they are told. */
final class MetricTables {
    private static final Map<Metric.Teller, String> TELLERS = Map.of(
            Metric.Teller.LEADER, "the leader",
            Metric.Teller.EACH, "each replica of itself",
            Metric.Teller.DOER, "the replica that did it");

    private MetricTables() {}

    static String ours() {
        return Markdown.table(
                List.of("Metric", "Type", "Labels", "Told by", "Meaning"),
                Arrays.stream(Metric.values()).map(MetricTables::row).toList());
    }

    static String ofTheFramework() {
        return Markdown.table(
                List.of("Metric", "Type", "Meaning"),
                Arrays.stream(FrameworkMeter.values())
                        .map(meter -> List.of(Markdown.code(meter.metricName()), type(meter.type()), meter.meaning()))
                        .toList());
    }

    private static List<String> row(Metric metric) {
        return List.of(
                Markdown.code(metric.metricName()),
                type(metric.type()),
                metric.labels().stream().map(Markdown::code).collect(Collectors.joining(", ")),
                TELLERS.get(metric.teller()),
                metric.meaning());
    }

    private static String type(Metric.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
