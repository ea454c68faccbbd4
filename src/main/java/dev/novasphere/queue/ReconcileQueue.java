package dev.novasphere.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that reconcile. Those who wait are served in turn, one of each namespace, so that a tenant with thousands
 * of objects delays another's by no more than what is being done at the moment. While this replica does not lead, all
 * wait: JOSDK can begin to process events only once, and whatever happened meanwhile is done when the leadership comes.
 */
public final class ReconcileQueue extends AbstractExecutorService {
    private static final Logger LOG = Logger.getLogger(ReconcileQueue.class);

    private final BooleanSupplier isOpen;
    private final Supplier<String> tenant;
    private final List<Thread> threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition less = lock.newCondition();
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();
    private final Shares shares;
    private int running;
    private long ended = System.nanoTime();
    private boolean closed;
    private boolean shutDown;
    private int alive;

    /**
     * Starts the threads.
     *
     * @param isOpen whether work may begin now; {@link #look} tells that this may have changed
     * @param tenant says, in the thread that hands work over, to whom it belongs
     */
    public ReconcileQueue(int threads, BooleanSupplier isOpen, Supplier<String> tenant) {
        this.isOpen = isOpen;
        this.tenant = tenant;
        this.alive = threads;
        this.shares = new Shares(threads, System::nanoTime);
        this.threads = IntStream.range(0, threads)
                .mapToObj(number ->
                        Thread.ofPlatform().name("reconcile-" + number).daemon().unstarted(this::work))
                .toList();
        this.threads.forEach(Thread::start);
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (shutDown) {
                throw new RejectedExecutionException("The operator is ending.");
            }
            var name = tenant.get();
            shares.asked(name);
            waiting.computeIfAbsent(name, unknown -> new ArrayDeque<>()).add(task);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** How many passes wait for their turn. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** How long nothing has been done and nothing has waited. */
    public Duration quietFor() {
        lock.lock();
        try {
            return running > 0 || !waiting.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - ended);
        } finally {
            lock.unlock();
        }
    }

    /** Looks again whether work may begin. */
    public void look() {
        lock.lock();
        try {
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Begins no more work, and waits for what is being done. Returns whether that has ended in time. */
    public boolean settle(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            long left = patience.toNanos();
            while (running > 0 && left > 0) {
                left = less.awaitNanos(left);
            }
            return running == 0;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (var next = next(); next != null; next = next()) {
                try {
                    next.task().run();
                } catch (RuntimeException | Error e) {
                    LOG.error("A pass ended as none should. This thread goes on with others.", e);
                } finally {
                    done(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // shutdownNow
        } finally {
            leave();
        }
    }

    /** A pass, and whose it is. */
    private record Work(String tenant, Runnable task) {}

    private @Nullable Work next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var turn = turn();
            while (!shutDown && turn.isEmpty()) {
                work.await();
                turn = turn();
            }
            if (shutDown) {
                return null;
            }
            var name = turn.orElseThrow();
            var tasks = Objects.requireNonNull(waiting.remove(name));
            var task = tasks.remove();
            if (!tasks.isEmpty()) {
                waiting.put(name, tasks); // Behind all others.
            }
            running++;
            shares.begun(name);
            return new Work(name, task);
        } finally {
            lock.unlock();
        }
    }

    /** Whose turn it is; empty: nobody's at present. */
    private Optional<String> turn() {
        return closed || !isOpen.getAsBoolean()
                ? Optional.empty()
                : waiting.keySet().stream().filter(shares::hasRoomFor).findFirst();
    }

    private void done(Work done) {
        lock.lock();
        try {
            shares.ended(done.tenant());
            work.signalAll();
            running--;
            ended = System.nanoTime();
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            alive--;
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What waits is dropped: whoever leads next does it. */
    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutDown = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        threads.forEach(Thread::interrupt);
        lock.lock();
        try {
            var dropped = new ArrayList<Runnable>();
            waiting.values().forEach(dropped::addAll);
            waiting.clear();
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutDown;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return shutDown && alive == 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
        lock.lock();
        try {
            long left = unit.toNanos(time);
            while (alive > 0 && left > 0) {
                left = less.awaitNanos(left);
            }
            return alive == 0;
        } finally {
            lock.unlock();
        }
    }
}
