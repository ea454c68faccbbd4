package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.SharedTestbed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tenant changes a spec to and fro, as fast as the API server lets it. */
class FlipFlopIT {
    private static final int CHANGES = 400;
    /** As the operator allows each object: so many passes at once, and then so many a second; each writes one at most. */
    private static final int AT_ONCE = 20;

    private static final int A_SECOND = 10;

    private final Story restless = new Story(SharedTestbed.tenant("restless"));
    private final Story other = new Story(SharedTestbed.tenant("other"));

    @Test
    void itIsFollowedAtALowRateAndNobodyElseWaits() throws Exception {
        restless.run(Story.SMALL);
        var machines = writes("virtualmachines");
        var statuses = writes("wukongs/status");
        long begin = System.nanoTime();
        for (int change = 0; change < CHANGES; change++) {
            restless.somebodyChanges(
                    Kind.WUKONG, Story.NAME, "{\"spec\":{\"cpu\":%d}}".formatted(change % 2 == 0 ? 2 : 1));
            if (change == CHANGES / 2) {
                other.ask(Story.SMALL);
            }
        }
        other.settled();
        restless.machine(
                "the last word holds",
                machine -> machine.at("/spec/template/spec/domain/cpu/sockets").asInt() == 1);
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds() + 1;
        assertThat(List.of(writes("virtualmachines") - machines, writes("wukongs/status") - statuses))
                .as("writes of the machine, and of the status, for %d changes in %d s", CHANGES, seconds)
                .allSatisfy(writes -> assertThat(writes).isBetween(1L, AT_ONCE + A_SECOND * seconds));
    }

    private long writes(String resource) throws Exception {
        return AuditLog.of(restless.tenant()).stream()
                .filter(request -> request.isOperators()
                        && request.isWrite()
                        && request.resource().equals(resource))
                .count();
    }
}
