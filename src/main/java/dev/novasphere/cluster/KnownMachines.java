package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All machines of both kinds, from the caches that the controllers hold anyway. */
@ApplicationScoped
public class KnownMachines {
    private final List<Cache<? extends MachineResource>> caches = new CopyOnWriteArrayList<>();

    /** Adds the machines of a controller. */
    public void add(Cache<? extends MachineResource> cache) {
        caches.add(cache);
    }

    /** Every machine, as it was last seen. Not to be changed: these are the caches' own objects. */
    public List<MachineResource> all() {
        return caches.stream()
                .flatMap(Cache::list)
                .<MachineResource>map(machine -> machine)
                .toList();
    }
}
