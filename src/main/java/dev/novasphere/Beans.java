package dev.novasphere;

import dev.novasphere.cluster.CountedWrites;
import dev.novasphere.metrics.FrameworkMeters;
import dev.novasphere.metrics.Measures;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Disposes;
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

    @Produces
    @Singleton
    static Measures measures(MeterRegistry registry) {
        return new Measures(registry);
    }

    /** The client of everything here, the framework included; Quarkus' own would let writes pass uncounted. */
    @Produces
    @Singleton
    static KubernetesClient client(Config config, KubernetesSerialization serialization, Measures measures) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor(CountedWrites.NAME, new CountedWrites(measures)))
                .build();
    }

    static void close(@Disposes KubernetesClient client) {
        client.close();
    }

    /** QOSDK 7.7 leaves the framework without metrics in production unless there is a bean for them. */
    @Produces
    @Singleton
    static Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    @Produces
    @Singleton
    static MeterFilter framework() {
        return new FrameworkMeters();
    }
}
