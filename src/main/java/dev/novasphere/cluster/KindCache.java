package dev.novasphere.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A cache of a kind that may come and go. It is filled when the API server knows the kind, and thrown away
 * when the API server knows it no longer: what is installed anew begins with an empty cache.
 *
 * @param <T> the kind
 */
final class KindCache<T extends HasMetadata> {
    private static final Logger LOG = Logger.getLogger(KindCache.class);

    private final KubernetesClient client;
    private final Class<T> type;
    private final Scope scope;
    private final ResourceEventHandler<T> handler;
    private volatile List<SharedIndexInformer<T>> informers = List.of();

    KindCache(KubernetesClient client, Class<T> type, Scope scope, ResourceEventHandler<T> handler) {
        this.client = client;
        this.type = type;
        this.scope = scope;
        this.handler = handler;
    }

    /**
     * Starts the cache where the kind has come, and drops it where the kind has gone. The API server is asked only where a
     * look from here does not show it: while a watch stands, the kind is there.
     */
    void look() {
        if (informers.stream()
                .anyMatch(running -> running.stopped().toCompletableFuture().isDone())) {
            stop(); // It was forbidden to look; perhaps it no longer is.
        }
        var running = informers;
        if (running.isEmpty()) {
            if (client.supports(type)) {
                start();
            }
        } else if (!running.stream().allMatch(SharedIndexInformer::isWatching) && !client.supports(type)) {
            LOG.warnf("%s is not installed any longer; its cache is dropped.", HasMetadata.getKind(type));
            stop();
        }
    }

    /** Whether the kind was there at the last look. */
    boolean isThere() {
        return !informers.isEmpty();
    }

    /** Whether it holds all objects of the kind. */
    boolean isFilled() {
        var running = informers;
        return !running.isEmpty() && running.stream().allMatch(SharedIndexInformer::hasSynced);
    }

    /**
     * Waits until it is filled, where the kind is installed.
     *
     * @throws IllegalStateException if it is not in time, or forbidden to us
     */
    void awaitFilled(Duration patience) {
        var filling = informers.stream()
                .map(running -> running.start().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(filling).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the caches were being filled.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The cache of %s cannot be filled. Check the operator's role."
                            .formatted(HasMetadata.getFullResourceName(type)),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The cache of %s was not filled within %d s. Check the API server."
                            .formatted(HasMetadata.getFullResourceName(type), patience.toSeconds()),
                    e);
        }
    }

    List<T> all() {
        return informers.stream()
                .flatMap(running -> running.getStore().list().stream())
                .toList();
    }

    Optional<T> get(String namespace, String name) {
        return get(namespace + "/" + name);
    }

    /** One that stands in no namespace, by its name. */
    Optional<T> get(String key) {
        return informers.stream()
                .map(running -> running.getIndexer().getByKey(key))
                .filter(Objects::nonNull)
                .findFirst();
    }

    void stop() {
        var running = informers;
        informers = List.of();
        running.forEach(SharedIndexInformer::stop);
    }

    private void start() {
        informers = scope.lists(client, type).map(this::begun).toList();
    }

    private SharedIndexInformer<T> begun(Informable<T> list) {
        var starting = list.runnableInformer(0);
        // Whatever goes wrong is tried again, but that we may not look: people have to hear of that.
        starting.exceptionHandler((started, fault) -> started || !isForbidden(fault));
        starting.addEventHandler(handler);
        var _ = starting.start();
        return starting;
    }

    private static boolean isForbidden(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof KubernetesClientException refusal
                        && refusal.getCode() == HttpURLConnection.HTTP_FORBIDDEN);
    }
}
