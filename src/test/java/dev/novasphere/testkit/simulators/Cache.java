package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** All objects of one kind, kept up to date by a watch. */
final class Cache<T extends HasMetadata> implements AutoCloseable {

    private static final String INDEX = "simulators";

    private final SharedIndexInformer<T> informer;

    Cache(Informable<T> source) {
        this(source, _ -> List.of());
    }

    /** A cache that also finds objects by the keys which the index names for each of them. */
    Cache(Informable<T> source, Function<T, List<String>> index) {
        this.informer = source.runnableInformer(0).addIndexers(Map.of(INDEX, index));
    }

    Optional<T> find(Key key) {
        return Optional.ofNullable(informer.getIndexer().getByKey(key.toString()));
    }

    List<T> indexed(String value) {
        return informer.getIndexer().byIndex(INDEX, value);
    }

    List<T> inNamespace(String namespace) {
        return informer.getIndexer().byIndex("namespace", namespace);
    }

    Collection<T> all() {
        return informer.getIndexer().list();
    }

    /** Calls back for each object that comes, changes or goes, on the watch's own thread. */
    void onChange(Consumer<T> callback) {
        informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T object) {
                callback.accept(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                callback.accept(object);
            }

            @Override
            public void onDelete(T object, boolean stateUnknown) {
                callback.accept(object);
            }
        });
    }

    void start() {
        informer.start().toCompletableFuture().join();
    }

    @Override
    public void close() {
        informer.close();
    }
}
