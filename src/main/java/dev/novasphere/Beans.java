package dev.novasphere;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Objects that the container cannot make by itself. */
final class Beans {
    private Beans() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    /** QOSDK 7.7 leaves the framework without metrics in production unless there is a bean for them. */
    @Produces
    @Singleton
    static Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    /** JOSDK 5.3 registers its event counter with two sets of tags, of which Prometheus takes only one. */
    @Produces
    @Singleton
    static MeterFilter oneTagSet() {
        return MeterFilter.ignoreTags("action");
    }
}
