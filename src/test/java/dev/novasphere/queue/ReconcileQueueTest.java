package dev.novasphere.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.testkit.controlplane.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is served when. The queue has one thread here, so the order is the order of the queue. */
class ReconcileQueueTest {
    private final List<String> served = new CopyOnWriteArrayList<>();
    private volatile boolean open;
    private volatile String tenant = "";
    private final ReconcileQueue queue = new ReconcileQueue(1, () -> open, () -> tenant);

    @AfterEach
    void end() {
        queue.shutdownNow();
    }

    @Test
    void aTenantWithThousandsDelaysAnotherByOnePass() throws Exception {
        for (int number = 0; number < 5_000; number++) {
            give("many", "many-" + number);
        }
        give("other", "other-0");
        give("other", "other-1");
        openAndDrain();
        assertThat(served).hasSize(5_002);
        assertThat(served.subList(0, 5)).containsExactly("many-0", "other-0", "many-1", "other-1", "many-2");
    }

    @Test
    void allIsDoneInTheOrderInWhichATenantGaveIt() throws Exception {
        for (int number = 0; number < 10; number++) {
            give("one", String.valueOf(number));
        }
        openAndDrain();
        assertThat(served).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void nothingBeginsWhileItIsShut() throws Exception {
        give("one", "waits");
        queue.look();
        assertThat(queue.settle(Duration.ofSeconds(5))).isTrue();
        assertThat(served).isEmpty();
    }

    @Test
    void settlingWaitsForWhatHasBegunAndBeginsNothing() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        tenant = "one";
        queue.execute(() -> {
            begun.countDown();
            await(end);
            served.add("begun");
        });
        give("one", "not begun");
        open = true;
        queue.look();
        await(begun);
        assertThat(queue.settle(Duration.ofMillis(1))).as("while it runs").isFalse();
        end.countDown();
        assertThat(queue.settle(Duration.ofSeconds(20))).as("when it has ended").isTrue();
        assertThat(served).containsExactly("begun");
    }

    @Test
    void aPassThatThrowsCostsNoThread() throws Exception {
        tenant = "one";
        queue.execute(() -> {
            throw new IllegalStateException("This is a test; the log may show it.");
        });
        give("one", "next");
        openAndDrain();
        assertThat(served).containsExactly("next");
    }

    @Test
    void afterTheEndNothingIsTakenAndAllThreadsAreGone() throws Exception {
        queue.shutdown();
        assertThat(queue.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.isTerminated()).isTrue();
        assertThatThrownBy(() -> give("one", "late")).isInstanceOf(RejectedExecutionException.class);
    }

    private void give(String whose, String name) {
        tenant = whose;
        queue.execute(() -> served.add(name));
    }

    private void openAndDrain() throws Exception {
        open = true;
        queue.look();
        Eventually.see("nobody waits", Duration.ofSeconds(20), queue::waiting, waiting -> waiting == 0);
        assertThat(queue.settle(Duration.ofSeconds(20))).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
