package dev.novasphere.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTermsTest {
    @Test
    void twoRequestsFitBeforeTheDeadline() {
        assertThat(terms(6_000, 4_000, 1_000).requestTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({
        "500, 400, 100, Lease duration 500ms",
        "6500, 4000, 1000, Lease duration 6500ms",
        "61000, 4000, 1000, Lease duration 61s",
        "6000, 6000, 1000, Renew deadline 6s",
        "6000, 4000, 2500, Retry period 2500ms",
        "6000, 4000, 0, Retry period 0s"
    })
    void termsWithWhichTwoCouldLeadOrNobodyAreRefused(long lease, long deadline, long retry, String words) {
        assertThatThrownBy(() -> terms(lease, deadline, retry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }

    private static LeaseTerms terms(long lease, long deadline, long retry) {
        return new LeaseTerms(Duration.ofMillis(lease), Duration.ofMillis(deadline), Duration.ofMillis(retry));
    }
}
