package dev.novasphere;

import dev.novasphere.cluster.KnownMachines;
import dev.novasphere.metrics.MachineReadings;
import dev.novasphere.metrics.ProcessReadings;
import dev.novasphere.metrics.Reading;
import dev.novasphere.metrics.ScrapedState;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Hands to each scrape the gauges that are read at that moment. */
@Singleton
class ScrapeReadings {
    private final OperatorConfig config;
    private final Clock clock;
    private final ReplicaState replica;
    private final KnownMachines machines;

    ScrapeReadings(OperatorConfig config, Clock clock, ReplicaState replica, KnownMachines machines) {
        this.config = config;
        this.clock = clock;
        this.replica = replica;
        this.machines = machines;
    }

    /** Quarkus makes a registry of Prometheus for everyone who asks; the one that is scraped is Micrometer's. */
    @SuppressWarnings("deprecation") // The registry of the generation of the client that Quarkus brings.
    void register(@Observes StartupEvent event, PrometheusMeterRegistry registry, ApplicationConfig application) {
        var version = application.version().orElse("unknown");
        registry.getPrometheusRegistry().register(new ScrapedState(() -> readings(version)));
    }

    private List<Reading> readings(String version) {
        var readings = new ArrayList<>(ProcessReadings.of(version));
        readings.addAll(replica.readings());
        if (replica.leads()) {
            readings.addAll(MachineReadings.of(machines.all(), config.metrics().namespaces(), clock.instant()));
        }
        return readings;
    }
}
