package dev.novasphere.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One replica's decisions, at times that are counted in seconds from some moment of its own. */
class CampaignTest {
    private static final LeaseTerms TERMS =
            new LeaseTerms(Duration.ofSeconds(6), Duration.ofSeconds(4), Duration.ofSeconds(1));

    private final Campaign campaign = new Campaign("us", TERMS);

    @Test
    void nothingIsTakenUnseen() {
        assertThat(campaign.mayTake(at(100))).isFalse();
        assertThat(campaign.leads(at(100))).isFalse();
    }

    @Test
    void whatIsRenewedIsNeverTaken() {
        for (int second = 0; second < 100; second++) {
            campaign.saw(held("them", second / 5), at(second));
            assertThat(campaign.mayTake(at(second))).isFalse();
        }
    }

    @Test
    void whatHasStoodStillForALeaseIsTaken() {
        campaign.saw(held("them", 1), at(10));
        campaign.saw(held("them", 1), at(15));
        assertThat(campaign.mayTake(at(15.9))).isFalse();
        assertThat(campaign.mayTake(at(16))).isTrue();
    }

    @Test
    void whatWasGivenBackIsTakenAtOnce() {
        campaign.saw(held("", 7), at(10));
        assertThat(campaign.mayTake(at(10))).isTrue();
    }

    @Test
    void whoMakesALeaseLeadsWhenAnOldLeaderMustHaveStopped() {
        campaign.saw(Optional.empty(), at(10));
        assertThat(campaign.mayTake(at(11.9)))
                .as("its leader has the first turn")
                .isFalse();
        assertThat(campaign.mayTake(at(12))).isTrue();
        campaign.confirmed(ours(1), at(12), at(12.5));
        campaign.confirmed(ours(2), at(15), at(15.1));
        assertThat(campaign.leads(at(16.4))).isFalse();
        assertThat(campaign.leads(at(16.5))).isTrue();
    }

    /** The answer to its making was lost, and only the next look shows whose it is. */
    @Test
    void whoFindsThatItHasMadeALeaseWaitsAsWell() {
        campaign.saw(Optional.empty(), at(10));
        campaign.saw(Optional.of(ours(1)), at(14));
        campaign.confirmed(ours(2), at(14), at(14));
        assertThat(campaign.leads(at(17.9))).isFalse();
    }

    @Test
    void whoTakesWhatSomebodyElseMadeNeedNotWait() {
        campaign.saw(Optional.empty(), at(10));
        campaign.saw(held("them", 1), at(11));
        campaign.saw(held("them", 1), at(17));
        campaign.confirmed(ours(2), at(17), at(17));
        assertThat(campaign.leads(at(17))).isTrue();
    }

    @Test
    void aLeaderMakesItsDeletedLeaseAnewAtOnce() {
        campaign.confirmed(ours(1), at(10), at(10));
        campaign.saw(Optional.empty(), at(11));
        assertThat(campaign.leads(at(11))).isTrue();
        assertThat(campaign.mayTake(at(11))).isTrue();
    }

    @Test
    void aLeaderThatCannotRenewStopsBeforeAnotherMayTakeOver() {
        campaign.confirmed(ours(1), at(10), at(10));
        assertThat(campaign.leads(at(13.9))).isTrue();
        assertThat(campaign.leads(at(14))).isFalse();
    }

    /** The request may have been under way for long; others count from the moment at which it was stored. */
    @Test
    void aRenewalCountsFromWhenItWasSent() {
        campaign.confirmed(ours(1), at(10), at(10));
        campaign.confirmed(ours(2), at(12), at(12));
        assertThat(campaign.leads(at(15.9))).isTrue();
        assertThat(campaign.leads(at(16))).isFalse();
    }

    @Test
    void ourNameInALeaseIsNoProof() {
        campaign.confirmed(ours(1), at(10), at(10));
        campaign.saw(Optional.of(ours(2)), at(15));
        assertThat(campaign.leads(at(15))).isFalse();
        assertThat(campaign.mayTake(at(15))).as("but it is ours to renew").isTrue();
    }

    @Test
    void whoeverSeesAnotherNameStopsAtOnce() {
        campaign.confirmed(ours(1), at(10), at(10));
        campaign.saw(held("them", 2), at(10.5));
        assertThat(campaign.leads(at(10.5))).isFalse();
        assertThat(campaign.mayTake(at(10.5))).isFalse();
    }

    @Test
    void aHolderWithALongerTermIsGivenIt() {
        campaign.saw(Optional.of(new Claim("1", "them", Duration.ofSeconds(15))), at(10));
        assertThat(campaign.mayTake(at(24))).isFalse();
        assertThat(campaign.mayTake(at(25))).isTrue();
    }

    @Test
    void aTermThatNobodyCanConfigureIsNotRespected() {
        campaign.saw(Optional.of(new Claim("1", "them", Duration.ofDays(1000))), at(10));
        assertThat(campaign.mayTake(at(16))).isTrue();
    }

    /** System.nanoTime may begin anywhere, and go over the edge. */
    @Test
    void theClockMayOverflow() {
        long before = Long.MAX_VALUE - 1;
        campaign.confirmed(ours(1), before, before);
        assertThat(campaign.leads(before + Duration.ofSeconds(3).toNanos())).isTrue();
        assertThat(campaign.leads(before + Duration.ofSeconds(4).toNanos())).isFalse();
    }

    @Test
    void itLooksAgainWhenALeaseMayRunOutAndNotASecondLater() {
        campaign.saw(held("them", 1), at(10));
        assertThat(campaign.pause(at(11))).isEqualTo(Duration.ofSeconds(1));
        assertThat(campaign.pause(at(15.75))).isEqualTo(Duration.ofMillis(250));
        assertThat(campaign.pause(at(17))).isEqualTo(Duration.ofSeconds(1));
    }

    private static Claim ours(int version) {
        return new Claim(String.valueOf(version), "us", Duration.ofSeconds(6));
    }

    private static Optional<Claim> held(String holder, int version) {
        return Optional.of(new Claim(String.valueOf(version), holder, Duration.ofSeconds(6)));
    }

    private static long at(double second) {
        return Math.round(second * 1_000_000_000L);
    }
}
