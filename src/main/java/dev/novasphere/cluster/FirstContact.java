package dev.novasphere.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Waits at start until the API server answers. After a power cut everything comes up at once, and an operator that ends
 * for that reason would only be started later and later; one that waits in silence would tell nobody why.
 */
final class FirstContact {
    private static final Logger LOG = Logger.getLogger(FirstContact.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** One attempt, so that each failure is told; the client by itself would try for twenty seconds without a word. */
    private static final RequestConfig ONCE = new RequestConfigBuilder()
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(5_000)
            .build();

    private FirstContact() {}

    /** Returns when the API server has answered. */
    static void await(KubernetesClient client) {
        await(client, PAUSE);
    }

    static void await(KubernetesClient client, Duration pause) {
        var waited = false;
        while (true) {
            try {
                var version = client.adapt(NamespacedKubernetesClient.class)
                        .withRequestConfig(ONCE)
                        .call(NamespacedKubernetesClient::getKubernetesVersion);
                if (waited) {
                    LOG.infof("The API server at %s answers now (%s).", client.getMasterUrl(), version.getGitVersion());
                }
                return;
            } catch (KubernetesClientException e) {
                LOG.warnf(
                        "The API server at %s does not answer (%s). The operator waits for it and tries again every %d s; if it stays so, check the address, the network and the token.",
                        client.getMasterUrl(), rootOf(e), pause.toSeconds());
                waited = true;
            }
            pause(pause);
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while waiting for the API server.", e);
        }
    }

    /** The innermost cause: the outer ones say no more than that an error has occurred. */
    private static Throwable rootOf(Throwable fault) {
        var root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
