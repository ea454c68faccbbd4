package dev.novasphere;

import dev.novasphere.cluster.KnownMachines;
import dev.novasphere.metrics.MachineReadings;
import dev.novasphere.metrics.ProcessReadings;
import dev.novasphere.metrics.Reading;
import dev.novasphere.metrics.ScrapedState;
import io.prometheus.client.CollectorRegistry;
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

    void register(@Observes StartupEvent event, CollectorRegistry registry, ApplicationConfig application) {
        var version = application.version().orElse("unknown");
        registry.register(new ScrapedState(() -> readings(version)));
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
