package dev.novasphere;

import io.quarkiverse.operatorsdk.runtime.OperatorHealthCheck;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when every cache is filled. QOSDK's check says so from then on; before, it would itself wait for the operator,
 * and each probe would hold a thread of the HTTP server.
 */
@Readiness
@Singleton
class OperatorReadiness implements HealthCheck {
    private final OperatorStart start;
    private final OperatorHealthCheck caches;

    OperatorReadiness(OperatorStart start, @Readiness OperatorHealthCheck caches) {
        this.start = start;
        this.caches = caches;
    }

    @Override
    public HealthCheckResponse call() {
        return start.awaited()
                .map(awaited -> HealthCheckResponse.named(OperatorHealthCheck.HEALTH_CHECK_NAME)
                        .down()
                        .withData("awaited", awaited)
                        .build())
                .orElseGet(caches::call);
    }
}
