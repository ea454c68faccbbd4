package dev.novasphere.leadership;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One replica's part in the election, as a state machine without client and clock. All times are readings of one
 * monotonic clock of this process, in nanoseconds: what counts is how long <em>we</em> have seen the Lease stand still,
 * never what is written in it, so a clock that is wrong elsewhere cannot make two leaders.
 */
final class Campaign {
    private final String identity;
    private final LeaseTerms terms;
    private Optional<Claim> seen = Optional.empty();
    /** Since when the Lease is as last seen; empty before the first look. */
    private OptionalLong since = OptionalLong.empty();
    /** When the last request that made or renewed our claim was sent; empty while we do not lead. */
    private OptionalLong confirmed = OptionalLong.empty();
    /** Whether we have seen that there is no Lease, and nobody's since. */
    private boolean missed;
    /** Before that we do not lead, whatever we hold. */
    private OptionalLong probation = OptionalLong.empty();

    Campaign(String identity, LeaseTerms terms) {
        this.identity = identity;
        this.terms = terms;
    }

    /** The Lease as it was last seen; empty where there is none. */
    synchronized Optional<Claim> seen() {
        return seen;
    }

    /** Takes what a look at the Lease has shown. Our own name in it is no proof that we still lead. */
    synchronized void saw(Optional<Claim> claim, long now) {
        if (since.isEmpty() || !claim.map(Claim::version).equals(seen.map(Claim::version))) {
            since = OptionalLong.of(now);
        }
        seen = claim;
        if (claim.isEmpty()) {
            missed |= !leads(now);
        } else if (!claim.get().isHeldBy(identity)) {
            missed = false;
            confirmed = OptionalLong.empty();
        }
    }

    /**
     * Takes that the API server has stored our claim. Who makes a Lease does not lead yet: the old one was perhaps deleted
     * from under a leader, who has not renewed since and will have noticed, or stopped, by the end of a renew deadline.
     *
     * @param sent when the request was sent
     * @param now when it was answered
     */
    synchronized void confirmed(Claim stored, long sent, long now) {
        if (missed) {
            probation = OptionalLong.of(now + terms.renewDeadline().toNanos());
            missed = false;
        }
        seen = Optional.of(stored);
        since = OptionalLong.of(sent);
        confirmed = OptionalLong.of(sent);
    }

    /** Takes that we gave the Lease back. */
    synchronized void resigned() {
        confirmed = OptionalLong.empty();
    }

    /** Whether this replica may write now. */
    synchronized boolean leads(long now) {
        return confirmed.isPresent()
                && now - confirmed.getAsLong() < terms.renewDeadline().toNanos()
                && (probation.isEmpty() || now - probation.getAsLong() >= 0);
    }

    /** Whether we may write our name into the Lease now. */
    synchronized boolean mayTake(long now) {
        if (since.isEmpty()) {
            return false;
        }
        return leads(now)
                || seen.filter(claim -> claim.isFree() || claim.isHeldBy(identity))
                        .isPresent()
                || now - since.getAsLong() >= patience().toNanos();
    }

    /** How long to wait until the next step. */
    synchronized Duration pause(long now) {
        if (leads(now) || since.isEmpty()) {
            return terms.retry();
        }
        var left = patience().minusNanos(now - since.getAsLong());
        return left.isPositive() && left.compareTo(terms.retry()) < 0 ? left : terms.retry();
    }

    /**
     * How long a Lease must have stood still. A holder with a longer term, of an older configuration, is given its own,
     * unless nobody could have configured it; where there is no Lease, its leader has the first turn to make it anew.
     */
    private Duration patience() {
        return seen.isEmpty()
                ? terms.retry().multipliedBy(2)
                : seen.map(Claim::term)
                        .filter(term -> term.compareTo(terms.lease()) > 0 && term.compareTo(LeaseTerms.LONGEST) <= 0)
                        .orElse(terms.lease());
    }
}
