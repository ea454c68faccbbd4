package dev.novasphere;

import dev.novasphere.queue.ReconcileQueue;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Gives memory back to the node after a burst of work. The serial collector lets the heap grow to its limit before it looks
 * for garbage among old objects, and an operator that waits makes no garbage that would have it look: the memory of the
 * busiest minute would stay taken for days. So once it has been quiet for a while, and the heap has grown, it is asked to;
 * the chart's options let the heap shrink at once and not over four collections.
 */
@Singleton
class HeapTrim {
    private static final Logger LOG = Logger.getLogger(HeapTrim.class);
    private static final Duration QUIET = Duration.ofSeconds(10);
    /** Not worth a pause of some tens of milliseconds below this. */
    private static final long WORTH_BYTES = 24L << 20;

    private final Supplier<Duration> quietFor;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heap-trim").daemon().factory());
    private long afterLast;

    @Inject
    HeapTrim(ReconcileQueue queue) {
        this(queue::quietFor);
    }

    /** Is told how long nothing has been done. */
    HeapTrim(Supplier<Duration> quietFor) {
        this.quietFor = quietFor;
    }

    void begin(@Observes StartupEvent event) {
        var _ = looker.scheduleWithFixedDelay(this::look, QUIET.toSeconds(), QUIET.toSeconds(), TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        looker.shutdownNow();
    }

    /** Collects where that is worth it and disturbs nobody; returns whether it did. */
    boolean look() {
        if (quietFor.get().compareTo(QUIET) < 0 || used() - afterLast < WORTH_BYTES) {
            return false;
        }
        long before = used();
        System.gc();
        afterLast = used();
        LOG.debugf(
                "%d MiB of the heap were in use after a time of work, %d MiB are now.", before >> 20, afterLast >> 20);
        return true;
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
