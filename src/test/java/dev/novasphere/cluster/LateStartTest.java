package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.external.InstanceStatus;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LateStartTest {
    private final HandClock clock = new HandClock();
    private final LateStart lateStart = new LateStart(clock);
    private final Wukong web = web();
    private final String begin = clock.instant().toString();

    @Test
    void aStartIsLookedAtAfterItsUsualTimeAndThenEverMoreRarely() {
        assertThat(lateStart.isDue(web, instance("Scheduling"))).isFalse();
        clock.pass(Duration.ofSeconds(30));
        assertThat(lateStart.isDue(web, instance("Scheduling"))).isTrue();
        clock.pass(Duration.ofSeconds(29));
        assertThat(lateStart.isDue(web, instance("Scheduling"))).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(lateStart.isDue(web, instance("Scheduling"))).isTrue();
        clock.pass(Duration.ofSeconds(59));
        assertThat(lateStart.isDue(web, instance("Scheduling"))).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(lateStart.isDue(web, instance("Scheduling"))).isTrue();
    }

    @Test
    void whatHasNoLauncherYetOrRunsIsLeftAlone() {
        clock.pass(Duration.ofHours(1));
        assertThat(lateStart.isDue(web, instance("Pending"))).isFalse();
        assertThat(lateStart.isDue(web, instance("Running"))).isFalse();
    }

    private Observed instance(String phase) {
        var instance = new VirtualMachineInstance();
        instance.setMetadata(new ObjectMetaBuilder()
                .withName("web-vm")
                .withCreationTimestamp(begin)
                .build());
        instance.setStatus(new InstanceStatus(phase, null, List.of(), List.of()));
        return new Observed(
                Optional.empty(),
                Optional.of(instance),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                ClusterFacts.NONE,
                Leases.NONE);
    }

    private static Wukong web() {
        var web = new Wukong();
        web.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("web")
                .withUid("3f0e2d55-4a7b-4c6f-8a53-8d6f6e0b9f10")
                .build());
        return web;
    }
}
