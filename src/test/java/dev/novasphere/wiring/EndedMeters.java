package dev.novasphere.wiring;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes the meters of an application along when it ends. Quarkus does so only in development; in tests the next
 * application of the same process would find them, and a gauge whose object has been collected is never shown again.
 */
@Singleton
class EndedMeters {
    void forget(@Observes ShutdownEvent event) {
        Metrics.globalRegistry.clear();
    }
}
