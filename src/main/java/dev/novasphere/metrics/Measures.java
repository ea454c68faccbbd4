package dev.novasphere.metrics;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.observed.Observed;
import dev.novasphere.status.ConditionType;
import dev.novasphere.status.StatusChange;
import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times what this replica does. */
public final class Measures {
    private final MeterRegistry registry;
    private final Map<String, Course> courses = new ConcurrentHashMap<>();
    private final Map<String, Imports> imports = new ConcurrentHashMap<>();

    /** Measures into this registry. */
    public Measures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A pass came to an end with this status. */
    public void passed(MachineResource owner, WukongStatus status, Duration took) {
        var reason = status.condition(ConditionType.Ready.name())
                .map(Condition::getReason)
                .orElse("");
        record(Metric.RECONCILE_DURATION, took, owner.getKind(), reason);
    }

    /** A pass failed. */
    public void failed(MachineResource owner, String reason) {
        increment(Metric.RECONCILE_ERRORS, owner.getKind(), reason);
    }

    /** A request that writes was answered. */
    public void wrote(String resource, String verb, String result) {
        increment(Metric.WRITES, resource, verb, result);
    }

    /** People were told of a change. */
    public void told(MachineResource owner, StatusChange change, Instant now) {
        courses.compute(owner.uid(), (uid, before) -> {
            var course = before != null && before.fits(change) ? before : Course.found(owner, change);
            course.left(change, now)
                    .ifPresent(time -> record(
                            Metric.PHASE_DURATION,
                            time,
                            owner.getKind(),
                            course.phase().name()));
            if (course.runsForTheFirstTime(change)) {
                record(Metric.TIME_TO_RUNNING, Course.age(owner, now), owner.getKind());
            }
            return course.after(change, now);
        });
    }

    /** A machine's disks were looked at. */
    public void saw(MachineResource owner, Observed observed, Instant now) {
        var known = imports.getOrDefault(owner.uid(), Imports.NONE);
        var ended = new ArrayList<Duration>();
        var next = known.after(observed.disks().values(), now, ended::add);
        if (next.isEmpty()) {
            imports.remove(owner.uid());
        } else {
            imports.put(owner.uid(), next);
        }
        ended.forEach(time -> record(Metric.IMPORT_DURATION, time, owner.getKind()));
    }

    /** Forgets an object that is about to go. */
    public void forget(MachineResource owner) {
        courses.remove(owner.uid());
        imports.remove(owner.uid());
    }

    /** Forgets everything that was begun: somebody else leads, and sees what comes of it. */
    public void forgetAll() {
        courses.clear();
        imports.clear();
    }

    private void record(Metric metric, Duration time, String... labels) {
        Timer.builder(metric.metricName())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .serviceLevelObjectives(metric.buckets().toArray(Duration[]::new))
                .register(registry)
                .record(time);
    }

    private void increment(Metric metric, String... labels) {
        Counter.builder(metric.metricName())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .register(registry)
                .increment();
    }

    private static String[] tags(Metric metric, String... values) {
        var tags = new ArrayList<String>();
        for (var label : metric.labels()) {
            tags.add(label);
            tags.add(values[tags.size() / 2]);
        }
        return tags.toArray(String[]::new);
    }
}
