package dev.novasphere.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final AtomicLong now = new AtomicLong();
    private final Shares shares = new Shares(8, now::get);

    @Test
    void whoIsAloneHasAllThreads() {
        shares.asked("one");
        begin("one", 7);
        assertThat(shares.hasRoomFor("one")).isTrue();
        begin("one", 1);
        assertThat(shares.hasRoomFor("one")).isFalse();
    }

    @Test
    void whereOthersAskEachHasAQuarter() {
        shares.asked("one");
        shares.asked("other");
        begin("one", 2);
        assertThat(shares.hasRoomFor("one")).isFalse();
        assertThat(shares.hasRoomFor("other")).isTrue();
        shares.ended("one");
        assertThat(shares.hasRoomFor("one")).isTrue();
    }

    @Test
    void whoHasNotAskedForAWhileCountsNoLonger() {
        shares.asked("other");
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        shares.asked("one");
        begin("one", 2);
        assertThat(shares.hasRoomFor("one")).isTrue();
    }

    private void begin(String tenant, int passes) {
        for (int pass = 0; pass < passes; pass++) {
            shares.begun(tenant);
        }
    }
}
