package dev.novasphere;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.cluster.KnownKinds;
import dev.novasphere.cluster.Scope;
import dev.novasphere.metrics.FrameworkMeters;
import dev.novasphere.metrics.Measures;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapper;
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

    @Produces
    @Singleton
    static Measures measures(MeterRegistry registry) {
        return new Measures(registry);
    }

    /** QOSDK 7.7 leaves the framework without metrics in production unless there is a bean for them. */
    @Produces
    @Singleton
    static Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    /** In place of the one that Quarkus would make, which knows every kind of Kubernetes. */
    @Produces
    @Singleton
    static KubernetesSerialization serialization(@KubernetesClientObjectMapper ObjectMapper mapper) {
        return KnownKinds.serialization(mapper);
    }

    @Produces
    @Singleton
    static MeterFilter framework() {
        return new FrameworkMeters();
    }
}
