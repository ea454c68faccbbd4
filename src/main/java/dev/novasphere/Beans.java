package dev.novasphere;

import dev.novasphere.cluster.Scope;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Objects that the container cannot make by itself. */
final class Beans {
    private Beans() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static Scope scope(OperatorConfig config) {
        return new Scope(Set.copyOf(config.watchNamespaces().orElse(List.of())));
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
