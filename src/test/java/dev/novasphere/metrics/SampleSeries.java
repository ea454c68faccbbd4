package dev.novasphere.metrics;

import dev.novasphere.metrics.FrameworkMeters.FrameworkMeter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A little of every metric that the operator tells, from the tables by which it tells them. */
final class SampleSeries {
    private static final Pattern NAME = Pattern.compile("\\b([a-z]+(?:_[a-z]+)+)\\b(?=\\s*[{\\[)\\s]|$)");
    private static final Set<String> WORDS_OF_PROMQL =
            Set.of("machine_namespace", "controller_name", "histogram_quantile", "min_over_time", "max_over_time");

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("kind", "Wukong"),
            Map.entry("machine_namespace", "production"),
            Map.entry("phase", "Creating"),
            Map.entry("reason", "Importing"),
            Map.entry("resource", "virtualmachines"),
            Map.entry("verb", "patch"),
            Map.entry("result", "ok"),
            Map.entry("dependency", "kubevirt"),
            Map.entry("controller_name", "wukong"),
            Map.entry("version", "1.0.0"),
            Map.entry("java", "25"),
            Map.entry("mode", "jvm"));

    private SampleSeries() {}

    /** Series, a value each minute for two hours. */
    static Map<String, String> all() {
        var series = new LinkedHashMap<String, String>();
        Arrays.stream(Metric.values()).forEach(metric -> add(series, metric));
        Arrays.stream(FrameworkMeter.values())
                .forEach(
                        meter -> series.put(meter.metricName() + "{controller_name=\"wukong\"}", values(meter.type())));
        Stream.of("Running", "Error")
                .forEach(phase -> series.put(name(Metric.MACHINES, "phase", phase, ""), values(Metric.Type.GAUGE)));
        series.put(name(Metric.WRITES, "result", "refused", ""), values(Metric.Type.COUNTER));
        return series;
    }

    /** The names of all that is told. */
    static Set<String> told() {
        return Stream.concat(
                        Stream.of(Metric.values()).flatMap(SampleSeries::names),
                        Stream.of(FrameworkMeter.values()).map(FrameworkMeter::metricName))
                .collect(Collectors.toSet());
    }

    /** The metrics that a query asks for. */
    static Set<String> askedFor(String query) {
        return NAME.matcher(query.replaceAll("by \\([^)]*\\)|on \\([^)]*\\)|\\{[^}]*}", " "))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !WORDS_OF_PROMQL.contains(name))
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(Metric metric) {
        var name = metric.metricName();
        return metric.type() == Metric.Type.HISTOGRAM
                ? Stream.of(name + "_bucket", name + "_count", name + "_sum")
                : Stream.of(name);
    }

    private static void add(Map<String, String> series, Metric metric) {
        if (metric.type() != Metric.Type.HISTOGRAM) {
            series.put(name(metric, "", "", ""), values(metric.type()));
            return;
        }
        var passed = 0;
        for (var bound : metric.buckets()) {
            passed++;
            series.put(bucket(metric, String.valueOf(bound.toMillis() / 1e3)), "0+%dx120".formatted(passed));
        }
        series.put(bucket(metric, "+Inf"), "0+%dx120".formatted(passed));
        series.put(name(metric, "", "", "_count"), "0+%dx120".formatted(passed));
        series.put(name(metric, "", "", "_sum"), "0+30x120");
    }

    private static String bucket(Metric metric, String bound) {
        return name(metric, "", "", "_bucket").replace("}", ",le=\"%s\"}".formatted(bound));
    }

    /** The name with all labels, one of which has a value of its own. */
    private static String name(Metric metric, String label, String value, String suffix) {
        return metric.labels().stream()
                .map(each -> "%s=\"%s\"".formatted(each, each.equals(label) ? value : LABELS.get(each)))
                .collect(Collectors.joining(",", metric.metricName() + suffix + "{", "}"));
    }

    private static String values(Metric.Type type) {
        return type == Metric.Type.COUNTER ? "0+3x120" : "1x120";
    }
}
