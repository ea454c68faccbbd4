package dev.novasphere.guard;

import dev.novasphere.testkit.controlplane.Eventually;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who changes a spec to and fro, as fast as the API server lets them. */
final class Flips implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Thread thread;

    private Flips(Visitor visitor, String yaml) {
        this.thread = Thread.ofVirtual().start(() -> {
            while (going.get()) {
                flip(visitor, yaml);
            }
        });
    }

    /** Begins; ends with {@link #close}. */
    static Flips of(Visitor visitor, String yaml) {
        return new Flips(visitor, yaml);
    }

    private void flip(Visitor visitor, String yaml) {
        visitor.send(yaml.replace("cpu: 1", "cpu: " + (1 + count.get() % 2)));
        count.incrementAndGet();
    }

    /** Waits until there have been so many changes. */
    void await(int flips) throws Exception {
        Eventually.see(flips + " changes", PATIENCE, count::get, now -> now >= flips);
    }

    @Override
    public void close() {
        going.set(false);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
