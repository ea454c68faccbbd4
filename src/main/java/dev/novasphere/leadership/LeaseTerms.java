package dev.novasphere.leadership;

import java.time.Duration;

/**
 * The three times of an election.
 *
 * @param lease how long a Lease that nobody renews must have stood still before another replica takes it
 * @param renewDeadline how long after its last renewal a leader may still write; the rest of the lease is for what it has
 *     sent already
 * @param retry how often the leader renews and the others look
 */
public record LeaseTerms(Duration lease, Duration renewDeadline, Duration retry) {
    /** Nobody waits longer for a replica that is gone. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    /** Refuses times with which two could lead, or nobody. */
    public LeaseTerms {
        if (lease.toSeconds() < 1 || lease.toMillis() % 1000 != 0 || lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("Lease duration %s: write whole seconds, from 1s to %ds."
                    .formatted(seconds(lease), LONGEST.toSeconds()));
        }
        if (renewDeadline.compareTo(lease) >= 0) {
            throw new IllegalArgumentException(
                    "Renew deadline %s: it must be shorter than the lease duration of %s, or a leader would still write while another takes over."
                            .formatted(seconds(renewDeadline), seconds(lease)));
        }
        if (!retry.isPositive() || retry.multipliedBy(2).compareTo(renewDeadline) > 0) {
            throw new IllegalArgumentException(
                    "Retry period %s: it must be above zero and at most half of the renew deadline of %s, so that one lost request does not end a leadership."
                            .formatted(seconds(retry), seconds(renewDeadline)));
        }
    }

    /** A request that takes longer is given up: two must fit between a renewal and the deadline. */
    Duration requestTimeout() {
        return renewDeadline.dividedBy(2);
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
