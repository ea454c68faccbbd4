package dev.novasphere.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Every metric of ours, under the name that Prometheus shows: the reference page is made from this table. The label of a
 * machine's namespace is {@code machine_namespace}, since Prometheus gives every series the label {@code namespace} of
 * the pod that was scraped.
 */
public enum Metric {
    /** Machines by phase. */
    MACHINES(
            "novasphere_machines",
            Type.GAUGE,
            Teller.LEADER,
            "Machines by the phase that their status shows. A namespace with a machine has all six phases.",
            Labels.KIND,
            Labels.NAMESPACE,
            "phase"),
    /** Machines that are not Ready. */
    MACHINES_NOT_READY(
            "novasphere_machines_not_ready",
            Type.GAUGE,
            Teller.LEADER,
            "Machines that are not as their spec asks, by phase and by the reason of their condition Ready.",
            Labels.KIND,
            Labels.NAMESPACE,
            "phase",
            "reason"),
    /** Since when the eldest of them is not. */
    NOT_READY_OLDEST(
            "novasphere_machines_not_ready_oldest_seconds",
            Type.GAUGE,
            Teller.LEADER,
            "How long the machine has not been Ready that has not been for longest, among those of the same labels.",
            Labels.KIND,
            Labels.NAMESPACE,
            "phase",
            "reason"),
    /** From creation to the first run. */
    TIME_TO_RUNNING(
            "novasphere_machine_time_to_running_seconds",
            Type.HISTOGRAM,
            Teller.DOER,
            "Time from a machine's creation to the first time that its guest runs; once for each machine, and not at all for one that was off first.",
            Labels.KIND),
    /** Time in a phase. */
    PHASE_DURATION(
            "novasphere_machine_phase_duration_seconds",
            Type.HISTOGRAM,
            Teller.DOER,
            "Time that a machine spent in a phase which it has left; left out where the phase began before this replica led.",
            Labels.KIND,
            "phase"),
    /** Time of an import. */
    IMPORT_DURATION(
            "novasphere_image_import_duration_seconds",
            Type.HISTOGRAM,
            Teller.DOER,
            "Time of an import of an image that succeeded, from its start to the filled disk.",
            Labels.KIND),
    /** Passes. */
    RECONCILE_DURATION(
            "novasphere_reconcile_duration_seconds",
            Type.HISTOGRAM,
            Teller.DOER,
            "Passes over a machine that came to an end and the time that they took, by the reason of the condition Ready that they came to.",
            Labels.KIND,
            "reason"),
    /** Passes that failed. */
    RECONCILE_ERRORS(
            "novasphere_reconcile_errors_total",
            Type.COUNTER,
            Teller.DOER,
            "Passes over a machine that failed and are tried again: Unreachable, Throttled, Forbidden, Conflict, Refused or ServerError as the API server answered, Defect for anything else.",
            Labels.KIND,
            "reason"),
    /** Writes. */
    WRITES(
            "novasphere_writes_total",
            Type.COUNTER,
            Teller.DOER,
            "Requests to the API server that write, by what they write (as a role names it), verb and result: ok, gone, conflict, refused, throttled, failed or unreachable.",
            "resource",
            "verb",
            "result"),
    /** Who works. */
    LEADER("novasphere_leader", Type.GAUGE, Teller.EACH, "1 where this replica is the one that works, else 0."),
    /** The projects below us. */
    DEPENDENCY_PRESENT(
            "novasphere_dependency_present",
            Type.GAUGE,
            Teller.EACH,
            "1 where the API server knows the kinds of this project, else 0.",
            "dependency"),
    /** Dead caches. */
    WATCHES_UNHEALTHY(
            "novasphere_watches_unhealthy",
            Type.GAUGE,
            Teller.EACH,
            "Watches of a controller that have stopped, so that it goes by what it knew before.",
            "controller_name"),
    /** The readiness probe. */
    READY("novasphere_ready", Type.GAUGE, Teller.EACH, "1 where the readiness probe says yes, else 0."),
    /** Room. */
    MEMORY_LIMIT(
            "novasphere_memory_limit_bytes",
            Type.GAUGE,
            Teller.EACH,
            "Memory that the container may use; absent where there is no limit."),
    /** Use of that room. */
    MEMORY_RESIDENT(
            "process_resident_memory_bytes", Type.GAUGE, Teller.EACH, "Memory of the process that is resident."),
    /** Work of the processor. */
    PROCESS_CPU("process_cpu_seconds_total", Type.COUNTER, Teller.EACH, "Time of the processor that the process took."),
    /** What runs. */
    BUILD_INFO(
            "novasphere_build_info",
            Type.GAUGE,
            Teller.EACH,
            "1; the labels say what runs: mode is jvm or native.",
            "version",
            "java",
            "mode");

    /** What Prometheus makes of it. */
    public enum Type {
        /** A value that goes up and down. */
        GAUGE,
        /** A number that only grows. */
        COUNTER,
        /** Buckets, a count and a sum. */
        HISTOGRAM
    }

    /** Which replica tells it, on which depends what a sum over the replicas means. */
    public enum Teller {
        /** Derived from objects that all replicas see: the leader alone tells it, so a sum counts nothing twice. */
        LEADER,
        /** Each replica tells it of itself. */
        EACH,
        /** The replica that did it; the sum is what was done. */
        DOER
    }

    /** The value of {@code machine_namespace} for all namespaces beyond the bound; no namespace can have this name. */
    public static final String OTHER = "_other";

    private final String metricName;
    private final Type type;
    private final Teller teller;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
    private final List<String> labels;

    Metric(String metricName, Type type, Teller teller, String meaning, String... labels) {
        this.metricName = metricName;
        this.type = type;
        this.teller = teller;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** The name that Prometheus shows. */
    public String metricName() {
        return metricName;
    }

    /** What Prometheus makes of it. */
    public Type type() {
        return type;
    }

    /** Which replica tells it. */
    public Teller teller() {
        return teller;
    }

    /** The meaning, for the reference page and for Prometheus. */
    public String meaning() {
        return meaning;
    }

    /** The names of its labels. */
    public List<String> labels() {
        return labels;
    }

    /** The upper bounds of a histogram's buckets: a pass takes milliseconds, a machine minutes to hours. */
    public List<Duration> buckets() {
        if (type != Type.HISTOGRAM) {
            return List.of();
        }
        return this == RECONCILE_DURATION
                ? millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
                : millis(
                        1_000,
                        5_000,
                        15_000,
                        30_000,
                        60_000,
                        120_000,
                        300_000,
                        600_000,
                        1_200_000,
                        1_800_000,
                        3_600_000,
                        7_200_000,
                        21_600_000);
    }

    private static List<Duration> millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toList();
    }

    private static final class Labels {
        static final String KIND = "kind";
        static final String NAMESPACE = "machine_namespace";
    }
}
