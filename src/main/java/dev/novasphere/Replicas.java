package dev.novasphere;

import dev.novasphere.cluster.CountedWrites;
import dev.novasphere.leadership.Election;
import dev.novasphere.leadership.FencedHttpClient;
import dev.novasphere.leadership.Leadership;
import dev.novasphere.leadership.LeaseTerms;
import dev.novasphere.metrics.Measures;
import dev.novasphere.queue.ReconcileQueue;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.MDC;

/** How one of several replicas works and the others wait: the objects of the two packages, tied to the framework. */
final class Replicas {
    /** Mounted into every pod that has a token. */
    private static final Path POD_NAMESPACE = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

    private static final int RECONCILING_THREADS = 8;

    private Replicas() {}

    @Produces
    @Singleton
    static Leadership leadership(OperatorConfig config, Config connection, Clock clock) {
        var election = config.leaderElection();
        var terms = new LeaseTerms(election.leaseDuration(), election.renewDeadline(), election.retryPeriod());
        var pod = podNamespace();
        if (!election.enabled().orElse(pod.isPresent())) {
            return Leadership.ofOne();
        }
        var namespace = election.namespace()
                .or(() -> pod)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "Leader election is on and this is no pod: say in novasphere.leader-election.namespace where the Lease is."));
        return new Election(namespace, election.leaseName(), terms).join(connection, clock);
    }

    /**
     * Served in turn by namespace, which JOSDK tells the log, and nobody else, when it hands a pass over. No bean for those
     * who ask for just any executor.
     */
    @Produces
    @Singleton
    @Typed(ReconcileQueue.class)
    static ReconcileQueue queue(Leadership leadership) {
        return new ReconcileQueue(
                RECONCILING_THREADS,
                leadership::isLeader,
                () -> Objects.requireNonNullElse(MDC.get("resource.namespace"), ""));
    }

    /** The one client that everything but the election uses; Quarkus' own would let writes pass unguarded and uncounted. */
    @Produces
    @Singleton
    static KubernetesClient client(
            Config config, KubernetesSerialization serialization, Leadership leadership, Measures measures) {
        var http = HttpClientUtils.getHttpClientFactory()
                .newBuilder(config)
                .addOrReplaceInterceptor(CountedWrites.NAME, new CountedWrites(measures))
                .build();
        var fenced = new FencedHttpClient(http, config.getRequestConfig(), leadership);
        return new KubernetesClientImpl(fenced, config, null, serialization);
    }

    static void close(@Disposes KubernetesClient client) {
        client.close();
    }

    private static Optional<String> podNamespace() {
        try {
            return Files.exists(POD_NAMESPACE)
                    ? Optional.of(Files.readString(POD_NAMESPACE).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The pod's namespace cannot be read from " + POD_NAMESPACE + ".", e);
        }
    }
}
