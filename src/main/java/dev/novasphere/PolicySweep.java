package dev.novasphere;

import dev.novasphere.cluster.AbandonedPolicies;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sweeps up what no reconciler is called for, since its object is no more. It looks into caches and asks nobody otherwise. */
@Singleton
class PolicySweep {
    private static final Logger LOG = Logger.getLogger(PolicySweep.class);
    private static final long SECONDS = 10;

    private final ReplicaState replica;
    private final AbandonedPolicies policies;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("policy-sweep").daemon().factory());

    PolicySweep(ReplicaState replica, AbandonedPolicies policies) {
        this.replica = replica;
        this.policies = policies;
    }

    void begin(@Observes StartupEvent event) {
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        sweeper.shutdownNow();
    }

    private void sweep() {
        try {
            if (replica.leads()) {
                policies.drop();
            }
        } catch (RuntimeException e) { // Another kind would end the sweeping for good.
            LOG.warnf("Policies that were left behind could not be deleted (%s). Trying again.", e.getMessage());
        }
    }
}
