package dev.novasphere.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The meters of others, put right. Those of the framework come without a description, and JOSDK 5.3 registers its event counter with
 * two sets of tags, of which Prometheus takes only one. What breaks the rules for names is left out.
 */
public final class FrameworkMeters implements MeterFilter {
    /** A meter of the framework that is shown; the reference page has this table. */
    public enum FrameworkMeter {
        /** Objects. */
        CUSTOM_RESOURCES("custom_resources", Meter.Type.GAUGE, "Objects of this kind that this replica works on."),
        /** Begun. */
        STARTED("reconciliations.started.total", Meter.Type.COUNTER, "Passes over an object that began."),
        /** Ended well. */
        SUCCESS(
                "reconciliations.success.total",
                Meter.Type.COUNTER,
                "Passes that ended without an error; one that ends in a condition with a remedy is a success."),
        /** Failed. */
        FAILURE(
                "reconciliations.failure.total",
                Meter.Type.COUNTER,
                "Passes that ended in an error; each is tried again."),
        /** Tried again. */
        RETRIES(
                "reconciliations.retries.total",
                Meter.Type.COUNTER,
                "Passes that were made because an earlier one had failed."),
        /** Running. */
        ACTIVE("reconciliations.active", Meter.Type.GAUGE, "Passes that run now; at most 10."),
        /** Waiting. */
        QUEUE("reconciliations.queue", Meter.Type.GAUGE, "Objects that wait for their pass."),
        /** Changes. */
        EVENTS(
                "events.received",
                Meter.Type.COUNTER,
                "Changes that asked for a pass; event is ResourceEvent for the object itself, Event for its children and the cluster.");

        private final String meterName;
        private final Meter.Type type;
        private final String meaning;

        FrameworkMeter(String meterName, Meter.Type type, String meaning) {
            this.meterName = meterName;
            this.type = type;
            this.meaning = meaning;
        }

        /** The name that Prometheus shows. */
        public String metricName() {
            var name = meterName.replace('.', '_');
            return type != Meter.Type.COUNTER || name.endsWith("_total") ? name : name + "_total";
        }

        /** What Prometheus makes of it. */
        public Metric.Type type() {
            return type == Meter.Type.COUNTER ? Metric.Type.COUNTER : Metric.Type.GAUGE;
        }

        /** The meaning, for the reference page and for Prometheus. */
        public String meaning() {
            return meaning;
        }
    }

    /** Ours tell the reason of a pass as well, and the time of the processor in seconds; the number of them is the node's. */
    private static final Set<String> LEFT_OUT =
            Set.of("reconciliations.execution.duration", "process.cpu.time", "system.cpu.count");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return LEFT_OUT.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return of(id).map(meter -> described(id, meter)).orElse(id);
    }

    private static Optional<FrameworkMeter> of(Meter.Id id) {
        return Arrays.stream(FrameworkMeter.values())
                .filter(meter -> meter.meterName.equals(id.getName()))
                .findFirst();
    }

    private static Meter.Id described(Meter.Id id, FrameworkMeter meter) {
        var tags = id.getTags().stream()
                .filter(tag -> !tag.getKey().equals("action"))
                .toList();
        return new Meter.Id(id.getName(), Tags.of(tags), id.getBaseUnit(), meter.meaning(), id.getType());
    }
}
