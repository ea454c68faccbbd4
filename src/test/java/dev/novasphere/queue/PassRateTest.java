package dev.novasphere.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassRateTest {
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // It overflows during the test.
    private final PassRate rate = new PassRate(() -> now);
    private final PassRate.Allowance object = rate.initState();

    @Test
    void whoComesUpIsNotHeldBack() {
        for (int pass = 0; pass < 20; pass++) {
            assertThat(rate.isLimited(object)).isEmpty();
        }
    }

    @Test
    void whoIsChangedAHundredTimesASecondHasTenPasses() {
        int passes = 0;
        for (int change = 0; change < 1_000; change++) {
            after(Duration.ofMillis(10));
            passes += rate.isLimited(object).isEmpty() ? 1 : 0;
        }
        assertThat(passes).isEqualTo(20 + 100);
    }

    @Test
    void whoIsHeldBackLearnsForHowLong() {
        for (int pass = 0; pass < 20; pass++) {
            rate.isLimited(object);
        }
        after(Duration.ofMillis(30));
        assertThat(rate.isLimited(object)).isEqualTo(Optional.of(Duration.ofMillis(70)));
        after(Duration.ofMillis(70));
        assertThat(rate.isLimited(object)).isEmpty();
    }

    @Test
    void whoRestsHasItsAllowanceAgainAndNoMore() {
        for (int pass = 0; pass < 20; pass++) {
            rate.isLimited(object);
        }
        after(Duration.ofHours(1));
        for (int pass = 0; pass < 20; pass++) {
            assertThat(rate.isLimited(object)).isEmpty();
        }
        assertThat(rate.isLimited(object)).isPresent();
    }

    private void after(Duration time) {
        now += time.toNanos();
    }
}
