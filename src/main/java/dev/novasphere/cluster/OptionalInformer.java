package dev.novasphere.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster-wide cache of a kind that may not be installed: it starts as soon as the API server knows the kind.
 *
 * @param <T> the kind
 */
final class OptionalInformer<T extends HasMetadata> {
    private final KubernetesClient client;
    private final Class<T> type;
    private final ResourceEventHandler<T> handler;
    private volatile @Nullable SharedIndexInformer<T> informer;

    OptionalInformer(KubernetesClient client, Class<T> type, ResourceEventHandler<T> handler) {
        this.client = client;
        this.type = type;
        this.handler = handler;
    }

    /** Starts the cache if the kind has come; true if it started now. Returns when the cache is filled. */
    boolean startIfInstalled() {
        if (informer != null || !isInstalled()) {
            return false;
        }
        informer = client.resources(type).inAnyNamespace().inform(handler);
        return true;
    }

    /** Whether the kind was seen to be installed. */
    boolean isStarted() {
        return informer != null;
    }

    List<T> all() {
        var running = informer;
        return running == null ? List.of() : running.getStore().list();
    }

    Optional<T> get(String namespace, String name) {
        var running = informer;
        return running == null
                ? Optional.empty()
                : Optional.ofNullable(running.getIndexer().getByKey(namespace + "/" + name));
    }

    void stop() {
        var running = informer;
        if (running != null) {
            running.stop();
        }
    }

    private boolean isInstalled() {
        return client.supports(type);
    }
}
