package dev.novasphere.cluster;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hands every change of a kind to all who have asked for it, in the order in which they did.
 *
 * @param <T> the kind
 */
final class Listeners<T> implements ResourceEventHandler<T> {
    private final List<ResourceEventHandler<T>> all = new CopyOnWriteArrayList<>();

    void add(ResourceEventHandler<T> listener) {
        all.add(listener);
    }

    @Override
    public void onAdd(T object) {
        all.forEach(listener -> listener.onAdd(object));
    }

    @Override
    public void onUpdate(T before, T after) {
        all.forEach(listener -> listener.onUpdate(before, after));
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        all.forEach(listener -> listener.onDelete(object, finalStateUnknown));
    }
}
