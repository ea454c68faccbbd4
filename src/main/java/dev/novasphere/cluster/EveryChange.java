package dev.novasphere.cluster;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/**
 * Hears of every change of a kind in the same way.
 *
 * @param <T> the kind
 */
record EveryChange<T>(Consumer<T> listener) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
        listener.accept(object);
    }

    @Override
    public void onUpdate(T before, T after) {
        listener.accept(after);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        listener.accept(object);
    }
}
