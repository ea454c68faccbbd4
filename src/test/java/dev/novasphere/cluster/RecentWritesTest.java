package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentWritesTest {
    private final HandClock clock = new HandClock();
    private final RecentWrites recent = new RecentWrites(clock);
    private final Wukong web = owner("web");

    @Test
    void aChildIsThereBeforeTheCacheShowsIt() {
        recent.remember(web, claim("root", "7"));

        assertThat(claims(web)).containsExactly("root@7");
        assertThat(recent.isWaitingFor(web)).isTrue();
    }

    @Test
    void ourWriteCountsUntilTheCacheHasIt() {
        recent.remember(web, claim("root", "7"));

        assertThat(claims(web, claim("root", "6"), claim("data", "3"))).containsExactlyInAnyOrder("root@7", "data@3");
        assertThat(claims(web, claim("root", "7"), claim("data", "3"))).containsExactlyInAnyOrder("root@7", "data@3");
        assertThat(recent.isWaitingFor(web)).isFalse();
    }

    @Test
    void whatOthersWroteLaterCounts() {
        recent.remember(web, claim("root", "7"));

        assertThat(claims(web, claim("root", "10"))).containsExactly("root@10");
        assertThat(claims(web)).as("deleted after the cache had shown it").isEmpty();
    }

    @Test
    void aChildThatNeverComesIsBelievedInForTenSeconds() {
        recent.remember(web, claim("root", "7"));

        clock.pass(RecentWrites.TRUST);
        assertThat(claims(web)).containsExactly("root@7");
        clock.pass(Duration.ofMillis(1));
        assertThat(claims(web)).isEmpty();
        assertThat(recent.isWaitingFor(web)).isFalse();
    }

    @Test
    void othersAndOtherKindsAreNotMixedUp() {
        recent.remember(web, claim("root", "7"));
        recent.remember(
                web,
                new PodBuilder()
                        .withNewMetadata()
                        .withName("root")
                        .withResourceVersion("9")
                        .endMetadata()
                        .build());

        assertThat(claims(owner("db"))).isEmpty();
        assertThat(claims(web)).containsExactly("root@7");
        assertThat(recent.complete(web, Pod.class, Stream.of())).hasSize(1);
        recent.forget(web);
        assertThat(claims(web)).isEmpty();
    }

    private List<String> claims(Wukong owner, PersistentVolumeClaim... cached) {
        return recent.complete(owner, PersistentVolumeClaim.class, Stream.of(cached))
                .map(claim -> claim.getMetadata().getName() + "@"
                        + claim.getMetadata().getResourceVersion())
                .toList();
    }

    private static Wukong owner(String name) {
        var owner = new Wukong();
        owner.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName(name)
                .withUid(name)
                .build());
        return owner;
    }

    private static PersistentVolumeClaim claim(String name, String version) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .withResourceVersion(version)
                .endMetadata()
                .build();
    }
}
