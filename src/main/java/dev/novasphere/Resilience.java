package dev.novasphere;

import dev.novasphere.cluster.ClusterFactsSource;
import dev.novasphere.cluster.Unreadable;
import dev.novasphere.cluster.Watches;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.quarkus.arc.Unremovable;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What the framework does where it would otherwise end the process, tied to the objects of the other packages. */
final class Resilience {
    private static final Logger LOG = Logger.getLogger(Resilience.class);

    private Resilience() {}

    @Produces
    @Singleton
    static KubernetesClientObjectMapperCustomizer unreadableObjects() {
        return Unreadable::tolerate;
    }

    /**
     * JOSDK would end the process at once. An informer of children is made anew by the next pass, for which everybody is
     * woken; without that of the owners there is no pass, and the operator ends in order, to be started again.
     */
    @Produces
    @Singleton
    @Unremovable
    static InformerStoppedHandler stoppedInformers(Instance<ClusterFactsSource> facts) {
        return (informer, fault) -> {
            if (fault == null || !informer.hasSynced()) {
                return; // Stopped by us, or never started: whoever started it hears of it.
            }
            if (Watches.areRenewed(informer.getApiTypeClass())) {
                LOG.warnf(fault, "The watch on %s has ended; it is made anew.", informer);
                facts.get().wakeAll();
            } else {
                LOG.errorf(
                        fault, "The watch on %s has ended. The operator ends; Kubernetes starts it again.", informer);
                Quarkus.asyncExit(1);
            }
        };
    }
}
