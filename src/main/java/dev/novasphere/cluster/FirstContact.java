package dev.novasphere.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Waits at start until the API server answers. After a power cut everything comes up at once; an operator that ended for
 * that reason would be started later and later. The client's own retries give up after some twenty seconds without a
 * word, and JOSDK, told to go on without its informers, would reconcile on empty caches.
 */
public final class FirstContact {
    private static final Logger LOG = Logger.getLogger(FirstContact.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** One attempt of at most five seconds, so that each failure is known and an end is not held up. */
    private static final RequestConfig ONCE = new RequestConfigBuilder()
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(5_000)
            .build();

    private FirstContact() {}

    /**
     * Returns when the API server has told its version. A refusal counts as no answer: an API server that has just come
     * up forbids everything until it has read its roles.
     *
     * @throws InterruptedException if the operator shall end
     */
    public static void await(KubernetesClient client) throws InterruptedException {
        await(client, PAUSE);
    }

    static void await(KubernetesClient client, Duration pause) throws InterruptedException {
        var told = "";
        while (true) {
            try {
                var version = client.adapt(NamespacedKubernetesClient.class)
                        .withRequestConfig(ONCE)
                        .call(NamespacedKubernetesClient::getKubernetesVersion);
                LOG.infof("The API server at %s answers (%s).", client.getMasterUrl(), version.getGitVersion());
                return;
            } catch (KubernetesClientException e) {
                var reason = e.getCode() > 0 ? "HTTP " + e.getCode() : String.valueOf(rootOf(e));
                if (!reason.equals(told) && !Thread.currentThread().isInterrupted()) {
                    LOG.warnf(
                            "The API server at %s gives no answer (%s). The operator asks again every %d s; if it stays so, check the address, the network, and the operator's token.",
                            client.getMasterUrl(), reason, pause.toSeconds());
                    told = reason;
                }
            }
            Thread.sleep(pause);
        }
    }

    /** The innermost cause: the outer ones say no more than that an error has occurred. */
    private static Throwable rootOf(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
