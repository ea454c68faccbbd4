package dev.novasphere.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cache of a kind that may not be installed: it starts as soon as the API server knows the kind.
 *
 * @param <T> the kind
 */
final class OptionalInformer<T extends HasMetadata> {
    private final KubernetesClient client;
    private final Class<T> type;
    private final Scope scope;
    private final ResourceEventHandler<T> handler;
    private volatile List<SharedIndexInformer<T>> informers = List.of();

    OptionalInformer(KubernetesClient client, Class<T> type, Scope scope, ResourceEventHandler<T> handler) {
        this.client = client;
        this.type = type;
        this.scope = scope;
        this.handler = handler;
    }

    /** Starts the cache if the kind has come; true if it started now. Returns when the cache is filled. */
    boolean startIfInstalled() {
        if (isStarted() || !isInstalled()) {
            return false;
        }
        informers = scope.lists(client, type).map(list -> list.inform(handler)).toList();
        return true;
    }

    /** Whether the kind was seen to be installed. */
    boolean isStarted() {
        return !informers.isEmpty();
    }

    List<T> all() {
        return informers.stream()
                .flatMap(informer -> informer.getStore().list().stream())
                .toList();
    }

    Optional<T> get(String namespace, String name) {
        return informers.stream()
                .map(informer -> informer.getIndexer().getByKey(namespace + "/" + name))
                .filter(Objects::nonNull)
                .findFirst();
    }

    void stop() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private boolean isInstalled() {
        return client.supports(type);
    }
}
