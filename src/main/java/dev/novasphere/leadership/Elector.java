package dev.novasphere.leadership;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Campaigns for a Lease in a thread of its own, for as long as the process lives: who loses it campaigns again. Nothing
 * but {@link #resign} ends that, so a restart of the API server costs nobody a process.
 */
final class Elector implements Leadership {
    private static final Logger LOG = Logger.getLogger(Elector.class);

    private final Ballot ballot;
    private final Candidate candidate;
    private final Campaign campaign;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resigning = lock.newCondition();
    private final Thread thread =
            Thread.ofPlatform().name("leader-election").daemon().unstarted(this::run);
    private Runnable onChange = () -> {};
    private boolean begun;
    private boolean ended;
    private boolean led;
    private volatile long answered;
    private volatile String fault = "no answer yet";

    /**
     * Who campaigns, and on which terms.
     *
     * @param identity differs between all processes that ever run, or one would renew what another holds
     */
    record Candidate(String identity, LeaseTerms terms) {}

    Elector(Ballot ballot, Candidate candidate, LongSupplier nanos) {
        this.ballot = ballot;
        this.candidate = candidate;
        this.campaign = new Campaign(candidate.identity(), candidate.terms());
        this.nanos = nanos;
        this.answered = nanos.getAsLong();
    }

    @Override
    public boolean isLeader() {
        return campaign.leads(nanos.getAsLong());
    }

    @Override
    public Optional<String> obstacle() {
        var silent = Duration.ofNanos(nanos.getAsLong() - answered);
        return silent.compareTo(candidate.terms().lease()) <= 0
                ? Optional.empty()
                : Optional.of(
                        "%s could not be read or written for %d s (%s), so this replica can neither lead nor take over. Check the operator's Role for leases and the API server."
                                .formatted(ballot, silent.toSeconds(), fault));
    }

    @Override
    public void campaign(Runnable listener) {
        lock.lock();
        try {
            if (!begun && !ended) {
                begun = true;
                onChange = listener;
                answered = nanos.getAsLong();
                LOG.infof("Campaigning for %s as %s.", ballot, candidate.identity());
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resign() {
        lock.lock();
        try {
            if (ended || !begun) {
                ended = true;
                return;
            }
            ended = true;
            resigning.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(candidate.terms().requestTimeout().multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!hasEnded()) {
            step();
            tellChange();
            rest(pause());
        }
        giveBack();
    }

    /** One look and, where that is due, one claim. Never throws: the campaign must not end in silence. */
    void step() {
        try {
            if (!isLeader()) {
                campaign.saw(ballot.read(), nanos.getAsLong());
            }
            if (campaign.mayTake(nanos.getAsLong()) && !claim() && isLeader()) {
                claim(); // The Lease was deleted; its leader makes it anew at once.
            }
            answered = nanos.getAsLong();
        } catch (KubernetesClientException e) {
            failed(e.getCode() > 0 ? "HTTP " + e.getCode() : String.valueOf(rootOf(e)));
        } catch (RuntimeException e) {
            LOG.error("The election met what it does not know. It goes on.", e);
            failed(e.toString());
        }
    }

    /** Returns whether our claim is stored; if not, the Lease was looked at. */
    private boolean claim() {
        long sent = nanos.getAsLong();
        var stored = ballot.write(candidate.identity(), candidate.terms().lease());
        if (stored.isEmpty()) {
            campaign.saw(ballot.read(), nanos.getAsLong());
            return false;
        }
        campaign.confirmed(stored.get(), sent, nanos.getAsLong());
        return true;
    }

    /** How long to rest until the next step. */
    Duration pause() {
        return campaign.pause(nanos.getAsLong());
    }

    private void failed(String reason) {
        if (!reason.equals(fault)) {
            LOG.warnf("%s could not be read or written (%s). Trying again.", ballot, reason);
        }
        fault = reason;
    }

    private void tellChange() {
        var leads = isLeader();
        if (leads == led) {
            return;
        }
        led = leads;
        if (leads) {
            fault = "no answer yet";
            LOG.infof("This replica leads now: %s names %s.", ballot, candidate.identity());
        } else {
            LOG.warnf(
                    "This replica leads no longer and campaigns again; %s names %s.",
                    ballot,
                    campaign.seen()
                            .map(Claim::holder)
                            .filter(holder -> !holder.isEmpty())
                            .orElse("nobody"));
        }
        onChange.run();
    }

    void giveBack() {
        try {
            if (isLeader() && ballot.write("", Duration.ofSeconds(1)).isPresent()) {
                LOG.infof("%s is given back.", ballot);
            }
        } catch (KubernetesClientException e) {
            LOG.warnf("%s could not be given back and runs out by itself (%s).", ballot, e.getMessage());
        } finally {
            campaign.resigned();
        }
    }

    private boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void rest(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!ended && left > 0) {
                left = resigning.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody interrupts the election; it goes on.", e);
        } finally {
            lock.unlock();
        }
    }

    private static Throwable rootOf(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
