package dev.novasphere.leadership;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.UUID;

/**
 * An election that a replica can take part in.
 *
 * @param namespace of the Lease
 * @param name of the Lease; the same for all replicas of one installation, another for each other
 */
public record Election(String namespace, String name, LeaseTerms terms) {
    /**
     * Joins it. The Lease has a client of its own: one attempt, soon given up, where the usual client would retry for
     * longer than a leadership lasts, and no queue that other requests could fill.
     */
    public Leadership join(Config config, Clock clock) {
        var timeout = Math.toIntExact(terms.requestTimeout().toMillis());
        var once = new ConfigBuilder(config)
                .withRequestTimeout(timeout)
                .withConnectionTimeout(timeout)
                .withRequestRetryBackoffLimit(0)
                .build();
        // Reads and writes a Lease and nothing else: it need not know the kinds of Kubernetes.
        var client = new KubernetesClientBuilder()
                .withConfig(once)
                .withKubernetesSerialization(new KubernetesSerialization(new ObjectMapper(), false))
                .build();
        return new Elector(
                new ClusterLease(client, clock, namespace, name),
                new Elector.Candidate(identity(), terms),
                System::nanoTime);
    }

    /** The pod's name for people, and what no other process has: a pod that starts anew keeps its name. */
    private static String identity() {
        return hostName() + "_" + UUID.randomUUID();
    }

    private static String hostName() {
        var variable = System.getenv("HOSTNAME");
        if (variable != null && !variable.isBlank()) {
            return variable;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed"; // The name is for people; what counts is what follows it.
        }
    }
}
