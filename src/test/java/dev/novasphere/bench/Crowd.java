package dev.novasphere.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Does the same thing for many machines, some of them at a time. */
final class Crowd {
    private Crowd() {}

    /** Returns when it is done for 0 … count-1; a fault ends it. */
    static void each(int count, int atATime, IntConsumer work) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(atATime)) {
            var all = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> work.accept(number)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request of the bench failed.", e.getCause());
        }
    }
}
