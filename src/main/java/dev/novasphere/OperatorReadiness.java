package dev.novasphere;

import dev.novasphere.leadership.Leadership;
import io.quarkiverse.operatorsdk.runtime.OperatorHealthCheck;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when every cache is filled and this replica leads or can take over. QOSDK's check says so from then on; before, it would itself wait for the operator,
 * and each probe would hold a thread of the HTTP server.
 */
@Readiness
@Singleton
class OperatorReadiness implements HealthCheck {
    private final OperatorStart start;
    private final Leadership leadership;
    private final OperatorHealthCheck caches;

    OperatorReadiness(OperatorStart start, Leadership leadership, @Readiness OperatorHealthCheck caches) {
        this.start = start;
        this.leadership = leadership;
        this.caches = caches;
    }

    @Override
    public HealthCheckResponse call() {
        return start.awaited()
                .or(leadership::obstacle)
                .map(awaited -> HealthCheckResponse.named(OperatorHealthCheck.HEALTH_CHECK_NAME)
                        .down()
                        .withData("awaited", awaited)
                        .build())
                .orElseGet(caches::call);
    }
}
