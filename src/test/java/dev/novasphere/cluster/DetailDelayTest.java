package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetailDelayTest {
    private final HandClock clock = new HandClock();
    private final DetailDelay delay = new DetailDelay(clock);
    private final Wukong web = web(status(1, "Creating", null, ready("False", "Waiting for the import.")));

    @Test
    void thatNothingChangedCannotWait() {
        assertThat(delay.left(web, web.getStatus())).isEmpty();
    }

    @Test
    void aPhaseCannotWait() {
        assertThat(delay.left(web, status(1, "Running", null, ready("False", "Waiting for the import."))))
                .isEmpty();
    }

    @Test
    void readinessCannotWait() {
        assertThat(delay.left(web, status(1, "Creating", null, ready("True", ""))))
                .isEmpty();
    }

    @Test
    void theAnswerToANewSpecCannotWait() {
        assertThat(delay.left(web, status(2, "Creating", null, ready("False", "Waiting for the import."))))
                .isEmpty();
    }

    @Test
    void theFirstStatusCannotWait() {
        assertThat(delay.left(web(null), web.getStatus())).isEmpty();
    }

    @Test
    void aDetailWaitsOneSecondForOthersAndNoLonger() {
        var node = status(1, "Creating", "node-1", ready("False", "Waiting for the import."));
        assertThat(delay.left(web, node)).contains(Duration.ofSeconds(1));

        clock.pass(Duration.ofMillis(600));
        var text = status(1, "Creating", "node-1", ready("False", "The guest is starting."));
        assertThat(delay.left(web, text)).contains(Duration.ofMillis(400));

        clock.pass(Duration.ofMillis(400));
        assertThat(delay.left(web, text)).isEmpty();
    }

    @Test
    void whatWasWrittenWithThePhaseIsNotWaitedForAnyMore() {
        delay.left(web, status(1, "Creating", "node-1", ready("False", "Waiting for the import.")));
        var running = status(1, "Running", "node-1", ready("True", ""));
        delay.left(web, running);

        clock.pass(Duration.ofMillis(900));
        var moved = status(1, "Running", "node-2", ready("True", ""));
        assertThat(delay.left(web(running), moved)).contains(Duration.ofSeconds(1));
    }

    private static Wukong web(@Nullable WukongStatus status) {
        var web = new Wukong();
        web.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("web")
                .withUid("3f0e2d55-4a7b-4c6f-8a53-8d6f6e0b9f10")
                .build());
        web.setStatus(status);
        return web;
    }

    private static WukongStatus status(long generation, String phase, @Nullable String node, Condition ready) {
        return new WukongStatus(generation, phase, "web-vm", node, List.of(ready), List.of(), List.of());
    }

    private static Condition ready(String status, String message) {
        return new ConditionBuilder()
                .withType("Ready")
                .withStatus(status)
                .withMessage(message)
                .build();
    }
}
