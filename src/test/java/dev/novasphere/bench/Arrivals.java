package dev.novasphere.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Watches the objects of a kind until a number of them are as wanted, and counts their changes. A watch costs the API
 * server one connection, where asking again and again would disturb what is measured.
 *
 * @param <T> the kind
 */
final class Arrivals<T extends HasMetadata> implements AutoCloseable, ResourceEventHandler<T> {
    private final Predicate<T> wanted;
    private final int count;
    private final CountDownLatch left;
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();
    private final AtomicInteger changes = new AtomicInteger();
    private final SharedIndexInformer<T> informer;

    @SuppressWarnings("this-escape") // The class is final, and the informer starts when all fields are set.
    Arrivals(KubernetesClient client, Class<T> kind, int count, Predicate<T> wanted) {
        this.wanted = wanted;
        this.count = count;
        this.left = new CountDownLatch(count);
        this.informer = client.resources(kind).inNamespace(Sample.NAMESPACE).inform(this);
    }

    /** Waits until all are as wanted and returns when the last one was. */
    Instant await(Duration patience) throws InterruptedException {
        if (!left.await(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "Only %d of %d were as wanted after %d s.".formatted(arrived.size(), count, patience.toSeconds()));
        }
        return Instant.now();
    }

    /** How often an object was changed, its creation not counted. */
    int changes() {
        return changes.get();
    }

    @Override
    public void onAdd(T object) {
        look(object);
    }

    @Override
    public void onUpdate(T before, T after) {
        if (!before.getMetadata()
                .getResourceVersion()
                .equals(after.getMetadata().getResourceVersion())) {
            changes.incrementAndGet();
        }
        look(after);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        throw new IllegalStateException("Nobody deletes during a measurement, and yet "
                + object.getMetadata().getName() + " is gone.");
    }

    private void look(T object) {
        if (wanted.test(object) && arrived.add(object.getMetadata().getUid())) {
            left.countDown();
        }
    }

    @Override
    public void close() {
        informer.close();
    }
}
