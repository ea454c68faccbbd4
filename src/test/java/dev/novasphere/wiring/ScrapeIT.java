package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.metrics.FrameworkMeters.FrameworkMeter;
import dev.novasphere.metrics.Metric;
import dev.novasphere.testkit.consumers.Promtool;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Scrape;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the packaged operator tells Prometheus. */
class ScrapeIT {
    private static final String TIME_TO_RUNNING = Metric.TIME_TO_RUNNING.metricName() + "_count";
    /** Told after a failure, in a container with a limit, or after an import that took longer than a simulated one. */
    private static final EnumSet<Metric> NOT_ALWAYS = EnumSet.of(
            Metric.RECONCILE_ERRORS,
            Metric.MEMORY_LIMIT,
            Metric.MACHINES_NOT_READY,
            Metric.NOT_READY_OLDEST,
            Metric.IMPORT_DURATION);

    private static final EnumSet<FrameworkMeter> AFTER_A_FAILURE =
            EnumSet.of(FrameworkMeter.FAILURE, FrameworkMeter.RETRIES);

    private static final String MACHINE = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
              startStrategy: {runStrategy: %s}
              disks: [{name: system, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}]
            """;

    private final Tenant tenant = SharedTestbed.tenant("scrape");

    @Test
    void everyMetricOfTheTablesIsToldAndNoOtherOfOurs() throws Exception {
        tenant.apply(MACHINE.formatted("Always"));
        tenant.waitForRunning("web");
        tenant.apply(MACHINE.formatted("Halted"));
        tenant.waitFor("web", "Stopped", status -> "Stopped".equals(status.phase()));

        var names = scrape(
                        "the phase that was left",
                        scrape -> !scrape.samples(Metric.PHASE_DURATION.metricName() + "_count", "phase=\"Running\"")
                                .isEmpty())
                .names();
        assertThat(names)
                .containsAll(Stream.of(Metric.values())
                        .filter(metric -> !NOT_ALWAYS.contains(metric))
                        .map(Metric::metricName)
                        .toList())
                .containsAll(Stream.of(FrameworkMeter.values())
                        .filter(meter -> !AFTER_A_FAILURE.contains(meter))
                        .map(FrameworkMeter::metricName)
                        .toList());
        assertThat(names.stream().filter(name -> name.startsWith("novasphere_")).map(ScrapeIT::withoutMax))
                .isSubsetOf(Stream.of(Metric.values()).map(Metric::metricName).toList());
    }

    @Test
    @Tag("consumers")
    void promtoolHasNothingAgainstIt() throws Exception {
        tenant.apply(MACHINE.formatted("Always"));
        tenant.waitForRunning("web");
        assertThat(Promtool.complaintAboutMetrics(
                        Scrape.of(SharedTestbed.operator()).text()))
                .isEmpty();
    }

    @Test
    void aMachineIsCountedAndLeavesNothingBehind() throws Exception {
        tenant.apply(MACHINE.formatted("Always"));
        tenant.waitForRunning("web");
        var here = "machine_namespace=\"%s\"".formatted(tenant.namespace());
        scrape(
                "one machine that runs",
                scrape -> scrape.sum("novasphere_machines", here, "phase=\"Running\"")
                                .orElse(0)
                        == 1);
        tenant.delete(Wukong.class, "web");
        scrape("no series of the namespace", scrape -> !scrape.text().contains(here));
    }

    /** The time to the first run is that of the machine, not of the operator's process. */
    @Test
    void aRestartCountsNoFirstRunAgain() throws Exception {
        tenant.apply(MACHINE.formatted("Always"));
        tenant.waitForRunning("web");
        assertThat(Scrape.of(SharedTestbed.operator()).sum(TIME_TO_RUNNING)).isPresent();

        SharedTestbed.withoutOperator(() -> {});
        tenant.apply(MACHINE.formatted("Halted"));
        tenant.waitFor("web", "Stopped", status -> "Stopped".equals(status.phase()));
        tenant.apply(MACHINE.formatted("Always"));
        tenant.waitForRunning("web");

        var scrape = scrape(
                "the second start",
                told -> !told.samples(Metric.PHASE_DURATION.metricName() + "_count", "phase=\"Stopped\"")
                        .isEmpty());
        assertThat(scrape.samples(TIME_TO_RUNNING)).isEmpty();
    }

    private static Scrape scrape(String what, Predicate<Scrape> wanted) throws Exception {
        return Eventually.see(what, Duration.ofSeconds(20), () -> Scrape.of(SharedTestbed.operator()), wanted);
    }

    private static String withoutMax(String name) {
        return name.replaceFirst("_max$", "");
    }
}
