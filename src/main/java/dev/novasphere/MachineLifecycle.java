package dev.novasphere;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.cluster.Announcer;
import dev.novasphere.cluster.ClusterFactsSource;
import dev.novasphere.cluster.ClusterReader;
import dev.novasphere.cluster.ClusterWriter;
import dev.novasphere.cluster.FaultReason;
import dev.novasphere.cluster.LateStart;
import dev.novasphere.cluster.LeaseKeeper;
import dev.novasphere.cluster.Removal;
import dev.novasphere.cluster.StatusWriter;
import dev.novasphere.cluster.Unreadable;
import dev.novasphere.cluster.Watches;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.metrics.Measures;
import dev.novasphere.observed.Applied;
import dev.novasphere.rules.Problem;
import dev.novasphere.rules.SpecRules;
import dev.novasphere.status.Announcement;
import dev.novasphere.status.Situation;
import dev.novasphere.status.StatusChange;
import dev.novasphere.status.StatusReport;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The story, for both kinds: look, judge, write what differs, tell. */
@ApplicationScoped
public class MachineLifecycle {
    private static final Logger LOG = Logger.getLogger(MachineLifecycle.class);
    /** When a refused write is tried again at the earliest: a quota may have room by then, a name may be free. */
    private static final Duration REFUSED = Duration.ofSeconds(15);
    /** And at the latest: with thousands of them the API server would do nothing else. */
    private static final Duration LONG_REFUSED = Duration.ofMinutes(2);
    /** How long a removal waits for an event before it looks again. */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private final OperatorConfig config;
    private final Clock clock;
    private final ClusterFactsSource facts;
    private final ClusterReader reader;
    private final LeaseKeeper leases;
    private final ClusterWriter writer;
    private final Removal removal;
    private final StatusWriter statusWriter;
    private final Announcer announcer;
    private final Measures measures;

    MachineLifecycle(
            OperatorConfig config,
            Clock clock,
            ClusterFactsSource facts,
            ClusterReader reader,
            LeaseKeeper leases,
            ClusterWriter writer,
            Removal removal,
            StatusWriter statusWriter,
            Announcer announcer,
            Measures measures) {
        this.config = config;
        this.clock = clock;
        this.facts = facts;
        this.reader = reader;
        this.leases = leases;
        this.writer = writer;
        this.removal = removal;
        this.statusWriter = statusWriter;
        this.announcer = announcer;
        this.measures = measures;
    }

    <P extends MachineResource> UpdateControl<P> reconcile(P owner, Context<P> context) {
        var begin = clock.instant();
        statusWriter.catchUp(owner);
        Watches.follow(context, facts);
        var problems = problems(owner);
        var seen = reader.read(owner, context);
        var observed = problems.isEmpty() && !Situation.isPaused(owner)
                ? leases.take(owner, config.settings(), seen)
                : leases.look(owner, seen);
        measures.saw(owner, observed, begin);
        var desired = problems.isEmpty()
                ? Optional.of(DesiredState.of(owner, config.settings(), observed))
                : Optional.<DesiredState>empty();
        var applied = desired.filter(wanted -> !Situation.isPaused(owner))
                .map(wanted -> writer.apply(owner, wanted, observed, context))
                .orElse(Applied.nothing());
        desired.filter(wanted -> !Situation.isPaused(owner))
                .ifPresent(wanted -> leases.giveBack(owner, config.settings(), observed, wanted));
        var situation = new Situation(owner, observed, problems, desired, applied);
        var status = StatusReport.of(situation, clock.instant());
        var kept = publish(situation, status);
        measures.passed(owner, status, Duration.between(begin, clock.instant()));
        return Stream.of(kept, again(situation), settled(owner))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(after -> UpdateControl.<P>noUpdate().rescheduleAfter(after))
                .orElseGet(UpdateControl::noUpdate);
    }

    /** A spec that cannot be read is not one that asks for nothing. */
    private static List<Problem> problems(MachineResource owner) {
        return Unreadable.field(owner)
                .map(field -> List.of(new Problem(
                        field,
                        "",
                        "This object cannot be read: its field %s does not hold what the kind has there. Correct it; nothing is changed until then."
                                .formatted(field))))
                .orElseGet(() -> SpecRules.check(owner));
    }

    /**
     * When to look again although nothing may happen: no event tells of a quota with room, of a Secret that is lost, or of the end of
     * a machine that has left an address behind.
     */
    private Optional<Duration> again(Situation situation) {
        if (!situation.applied().refusals().isEmpty()
                || !situation.observed().leases().refused().isEmpty()) {
            return Optional.of(unreadyFor(situation.owner()));
        }
        return situation.observed().waitsForLauncher() ? Optional.of(LateStart.USUAL_START) : Optional.empty();
    }

    /** As long as it has not been ready so far: each time twice as long. */
    private Duration unreadyFor(MachineResource owner) {
        var since = Optional.ofNullable(owner.getStatus())
                .flatMap(status -> status.condition("Ready"))
                .map(ready -> Duration.between(Instant.parse(ready.getLastTransitionTime()), clock.instant()))
                .orElse(REFUSED);
        return since.compareTo(REFUSED) < 0 ? REFUSED : since.compareTo(LONG_REFUSED) > 0 ? LONG_REFUSED : since;
    }

    /** No event tells of a child that was gone before its cache got to know it. */
    private Optional<Duration> settled(MachineResource owner) {
        return reader.isBehind(owner) ? Optional.of(ClusterReader.BEHIND) : Optional.empty();
    }

    <P extends MachineResource> DeleteControl cleanup(P owner, Context<P> context) {
        var begin = clock.instant();
        statusWriter.catchUp(owner);
        Watches.follow(context, facts);
        var observed = leases.look(owner, reader.read(owner, context));
        var desired = DesiredState.of(owner, config.settings(), observed);
        var progress =
                Situation.isPaused(owner) ? Removal.Progress.heldBack() : removal.proceed(owner, desired, observed);
        if (progress.waitingFor().isPresent()) {
            var situation = new Situation(owner, observed, problems(owner), Optional.of(desired), Applied.nothing());
            var status = StatusReport.leaving(situation, progress.waitingFor().get(), clock.instant());
            publish(owner, status, Applied.nothing());
            measures.passed(owner, status, Duration.between(begin, clock.instant()));
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LEAVING.toMillis());
        }
        writer.forget(owner);
        statusWriter.forget(owner);
        measures.forget(owner);
        Announcement.farewell(owner, progress.retained()).ifPresent(news -> announcer.announce(owner, news));
        return DeleteControl.defaultDelete();
    }

    /** The framework tries again without end; here people are told. */
    <P extends MachineResource> ErrorStatusUpdateControl<P> failed(P owner, Exception fault) {
        measures.failed(owner, FaultReason.of(fault));
        statusWriter.catchUp(owner);
        try {
            publish(owner, StatusReport.afterFault(owner, fault, clock.instant()), Applied.nothing());
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "%s %s/%s: nor could its status be written (%s).",
                    owner.getKind(), owner.namespace(), owner.name(), e.getMessage());
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    /** Tells people now, or returns how long mere details are still kept back. */
    private Optional<Duration> publish(Situation situation, WukongStatus status) {
        var kept = situation.applied().notes().isEmpty()
                ? statusWriter.canWait(situation.owner(), status)
                : Optional.<Duration>empty();
        if (kept.isEmpty()) {
            publish(situation.owner(), status, situation.applied());
        }
        return kept;
    }

    private void publish(MachineResource owner, WukongStatus status, Applied applied) {
        var written = statusWriter.write(owner, status);
        if (written) {
            var before = Optional.ofNullable(owner.getStatus()).orElse(WukongStatus.NONE);
            measures.told(owner, new StatusChange(before, status), clock.instant());
        }
        if (written || !applied.notes().isEmpty()) {
            Announcement.of(owner, status, applied).forEach(news -> announcer.announce(owner, news));
        }
    }
}
