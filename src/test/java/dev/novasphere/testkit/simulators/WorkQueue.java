package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs one actor's work, key by key: never the same key twice at a time, and once more if it was queued meanwhile. A
 * write that the API server refuses is tried again, as controllers do.
 */
final class WorkQueue implements AutoCloseable {

    /** One pass over one object: looks at the caches, writes at most the next state. */
    @FunctionalInterface
    interface Pass {
        void over(Key key);
    }

    private static final Logger LOG = Logger.getLogger(WorkQueue.class);
    private static final int THREADS = 4;

    private final String actor;
    private final Pass pass;
    private final ScheduledExecutorService threads;
    private final Set<Key> queued = new HashSet<>();
    private final Set<Key> running = new HashSet<>();
    private final Map<Key, Map<String, Long>> due = new ConcurrentHashMap<>();

    WorkQueue(String actor, Pass pass) {
        this.actor = actor;
        this.pass = pass;
        this.threads = Executors.newScheduledThreadPool(
                THREADS, Thread.ofPlatform().daemon().name(actor + "-", 0).factory());
    }

    void add(Key key) {
        synchronized (queued) {
            if (queued.add(key) && !running.contains(key)) {
                submit(key, Duration.ZERO);
            }
        }
    }

    /** Brings the key back after a while. */
    void addAfter(Key key, Duration delay) {
        if (!threads.isShutdown()) {
            var _ = threads.schedule(() -> add(key), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Whether this long has gone by since the step was first asked for; if not, the key comes back when it has. */
    boolean waited(Key key, String step, Duration delay) {
        if (delay.isZero()) {
            return true;
        }
        var steps = due.computeIfAbsent(key, _ -> new ConcurrentHashMap<>());
        long at = steps.computeIfAbsent(step, _ -> System.nanoTime() + delay.toNanos());
        long left = at - System.nanoTime();
        if (left > 0) {
            addAfter(key, Duration.ofNanos(left));
        }
        return left <= 0;
    }

    /** Drops what was remembered of an object that is gone. */
    void forget(Key key) {
        due.remove(key);
    }

    private void submit(Key key, Duration delay) {
        if (!threads.isShutdown()) {
            var _ = threads.schedule(() -> run(key), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void run(Key key) {
        synchronized (queued) {
            queued.remove(key);
            running.add(key);
        }
        try {
            pass.over(key);
        } catch (KubernetesClientException e) {
            retry(key, e);
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                LOG.errorf(e, "The simulated %s failed on %s and tries again.", actor, key);
                addAfter(key, Duration.ofMillis(500));
            }
        } finally {
            synchronized (queued) {
                running.remove(key);
                if (queued.contains(key)) {
                    submit(key, Duration.ZERO);
                }
            }
        }
    }

    private void retry(Key key, KubernetesClientException e) {
        if (String.valueOf(e.getMessage()).contains("is being terminated")) {
            return; // The namespace goes, and the object with it.
        }
        // A conflict or a missing object only says that the cache is behind: the next look is a better one.
        var behind = e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
        if (!behind && !threads.isShutdown()) {
            LOG.warnf("The simulated %s could not write for %s and tries again: %s", actor, key, e.getMessage());
        }
        addAfter(key, Duration.ofMillis(behind ? 20 : 500));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
