package dev.novasphere;

import dev.novasphere.cluster.FirstContact;
import dev.novasphere.leadership.Leadership;
import dev.novasphere.metrics.Measures;
import dev.novasphere.queue.ReconcileQueue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Starts the operator beside the HTTP server, so that probes are answered and SIGTERM is obeyed while the API server is
 * awaited. QOSDK would hold up the HTTP server meanwhile; told to start asynchronously, it would live on, never ready,
 * after a start that failed, and would wait for that start before it ends.
 */
@Singleton
class OperatorStart {
    private static final Logger LOG = Logger.getLogger(OperatorStart.class);
    /** How long passes that have begun may take to end: far less than a kubelet's patience. */
    private static final Duration LAST_PASSES = Duration.ofSeconds(10);

    private final KubernetesClient client;
    /** A proxy: its first call makes the controllers, whose caches ask the API server at once. */
    private final Operator operator;

    private final Leadership leadership;
    private final ReconcileQueue queue;
    private final Measures measures;

    private final Thread thread =
            Thread.ofPlatform().name("operator-start").daemon().unstarted(this::start);
    private volatile Optional<String> awaited = Optional.of("The start of the application is awaited.");
    private volatile boolean contacted;
    private volatile boolean ending;

    OperatorStart(
            KubernetesClient client,
            Operator operator,
            Leadership leadership,
            ReconcileQueue queue,
            Measures measures) {
        this.client = client;
        this.operator = operator;
        this.leadership = leadership;
        this.queue = queue;
        this.measures = measures;
    }

    void begin(@Observes StartupEvent event) {
        thread.start();
    }

    void end(@Observes ShutdownEvent event) {
        ending = true;
        thread.interrupt();
        handOver();
        if (contacted) {
            operator.stop();
        }
    }

    /** Whoever takes over must not meet a write of ours: the Lease is given back when the last pass has ended, or runs out. */
    private void handOver() {
        try {
            if (queue.settle(LAST_PASSES)) {
                leadership.resign();
            } else {
                LOG.warnf(
                        "Some passes have not ended after %d s; the Lease is not given back.", LAST_PASSES.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The leadership has come or gone; while another leads, nobody here sees how what was begun goes on. */
    private void lookAgain() {
        queue.look();
        if (!leadership.isLeader()) {
            measures.forgetAll();
        }
    }

    /** What the start still waits for, as a sentence; empty when the operator runs and its caches are filled. */
    Optional<String> awaited() {
        return awaited;
    }

    private void start() {
        try {
            awaited = Optional.of("The API server at %s has not answered yet.".formatted(client.getMasterUrl()));
            FirstContact.await(client);
            contacted = true;
            awaited = Optional.of("The caches are not filled yet.");
            Turns.serve(operator, queue);
            operator.start();
            leadership.campaign(this::lookAgain);
            awaited = Optional.empty();
        } catch (InterruptedException e) {
            LOG.info("The operator was told to end before the API server had answered.");
        } catch (RuntimeException e) {
            if (!ending) {
                LOG.error("The operator ends, because it could not start. Kubernetes starts it again.", e);
                Quarkus.asyncExit(1);
            }
        }
    }
}
