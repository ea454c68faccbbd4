package dev.novasphere.metrics;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Values that are read at the moment of the scrape. Micrometer's own gauges stand for a fixed set of labels; these come
 * and go with the objects, and with the leadership of this replica.
 */
public final class ScrapedState extends Collector implements Collector.Describable {
    private final Supplier<List<Reading>> readings;

    /** Reads from this source at every scrape. */
    public ScrapedState(Supplier<List<Reading>> readings) {
        this.readings = readings;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<Metric, MetricFamilySamples> families = new LinkedHashMap<>();
        readings.get()
                .forEach(reading -> families.computeIfAbsent(reading.metric(), ScrapedState::family)
                        .samples
                        .add(new MetricFamilySamples.Sample(
                                reading.metric().metricName(),
                                reading.metric().labels(),
                                reading.labels(),
                                reading.value())));
        return List.copyOf(families.values());
    }

    /** Nothing is known when this is registered, and nothing else has these names. */
    @Override
    public List<MetricFamilySamples> describe() {
        return List.of();
    }

    private static MetricFamilySamples family(Metric metric) {
        var type = metric.type() == Metric.Type.COUNTER ? Type.COUNTER : Type.GAUGE;
        return new MetricFamilySamples(metric.metricName(), type, metric.meaning(), new ArrayList<>());
    }
}
