package dev.novasphere.metrics;

import java.util.List;

/**
 * The value of a gauge at one moment.
 *
 * @param metric which gauge
 * @param labels the values of its labels, in the order of {@link Metric#labels}
 * @param value the value
 */
public record Reading(Metric metric, List<String> labels, double value) {
    public Reading {
        labels = List.copyOf(labels);
        if (labels.size() != metric.labels().size()) {
            throw new IllegalArgumentException(
                    "%s has the labels %s, not %s.".formatted(metric.metricName(), metric.labels(), labels));
        }
    }

    /** A value of a gauge. */
    public static Reading of(Metric metric, double value, String... labels) {
        return new Reading(metric, List.of(labels), value);
    }
}
