package dev.novasphere.metrics;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.status.ConditionType;
import dev.novasphere.status.Phase;
import dev.novasphere.status.StatusChange;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a machine is on its way, as far as times are taken of it.
 *
 * @param phase the phase that people see
 * @param since when it began; empty where nobody here saw that
 * @param firstRunAhead whether the guest is yet to run for the first time, and was not off first
 */
record Course(Phase phase, Optional<Instant> since, boolean firstRunAhead) {

    /**
     * The course of a machine that nobody here has followed. A new one has been Pending since its creation. Of another the
     * phase's beginning is unknown, but not whether it has ever been as asked: then Ready has turned, and is younger than
     * the oldest condition. So an operator that was restarted neither counts a first run twice nor loses one.
     */
    static Course found(MachineResource owner, StatusChange change) {
        var before = change.before();
        return before.phase() == null
                ? new Course(Phase.Pending, Optional.of(created(owner)), true)
                : new Course(Phase.shownBy(before), Optional.empty(), !hasRunOrBeenOff(before));
    }

    /** Whether nobody else has changed the phase meanwhile. */
    boolean fits(StatusChange change) {
        return Phase.shownBy(change.before()) == phase;
    }

    /** The time in the phase, if it is left now. */
    Optional<Duration> left(StatusChange change, Instant now) {
        return since.filter(_ -> Phase.shownBy(change.after()) != phase).map(began -> between(began, now));
    }

    boolean runsForTheFirstTime(StatusChange change) {
        return firstRunAhead && Phase.shownBy(change.after()) == Phase.Running;
    }

    /** The course after a change. */
    Course after(StatusChange change, Instant now) {
        var next = Phase.shownBy(change.after());
        var ahead = firstRunAhead && next != Phase.Running && next != Phase.Stopped;
        return next == phase ? new Course(phase, since, ahead) : new Course(next, Optional.of(now), ahead);
    }

    static Duration age(MachineResource owner, Instant now) {
        return between(created(owner), now);
    }

    private static boolean hasRunOrBeenOff(WukongStatus status) {
        var ready = status.condition(ConditionType.Ready.name());
        var oldest = status.conditions().stream()
                .map(Condition::getLastTransitionTime)
                .map(Instant::parse)
                .min(Instant::compareTo);
        return Phase.Running.name().equals(status.phase())
                || ready.filter(condition -> condition.getStatus().equals("True")
                                || Instant.parse(condition.getLastTransitionTime())
                                        .isAfter(oldest.orElseThrow()))
                        .isPresent();
    }

    private static Instant created(MachineResource owner) {
        return Instant.parse(owner.getMetadata().getCreationTimestamp());
    }

    /** The API server's clock may be ahead of ours. */
    private static Duration between(Instant began, Instant now) {
        return began.isBefore(now) ? Duration.between(began, now) : Duration.ZERO;
    }
}
