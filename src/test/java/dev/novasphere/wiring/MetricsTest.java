package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.controlplane.Eventually;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithKubernetesTestServer
class MetricsTest {
    private final KubernetesClient client;

    MetricsTest(KubernetesClient client) {
        this.client = client;
    }

    @Test
    void reconcilesAreCountedByController() throws Exception {
        reconcileSomething("counted");
        assertThat(meter("reconciliations_started_total"))
                .isNotEmpty()
                .allMatch(line -> line.contains("controller_name=\"wukong\""));
        assertThat(meter("reconciliations_execution_duration_seconds_count"))
                .as("ours tells more")
                .isEmpty();
        Eventually.see(
                "the failed reconcile in the metrics",
                Duration.ofSeconds(10),
                () -> meter("novasphere_reconcile_errors_total"),
                lines -> lines.stream().anyMatch(line -> line.contains("reason=\"Refused\"")));
        assertThat(meter("custom_resources")).isNotEmpty();
    }

    /** JOSDK counts events of resources and others under one name with two sets of tags; Prometheus takes only one. */
    @Test
    void bothSortsOfEventAreCounted() throws Exception {
        reconcileSomething("eventful");
        var events = Eventually.see(
                "events in the metrics",
                Duration.ofSeconds(10),
                () -> meter("events_received_total"),
                lines -> !lines.isEmpty());
        assertThat(events).noneMatch(line -> line.contains("action="));
    }

    /** The mock knows no server-side apply, so the reconcile fails; it is counted all the same. */
    private void reconcileSomething(String name) throws Exception {
        var wukong = new Wukong();
        wukong.setMetadata(new ObjectMetaBuilder()
                .withNamespace("wiring")
                .withName(name)
                .withFinalizers("vm.novasphere.dev/finalizer")
                .build());
        client.resource(wukong).create();
        Eventually.see(
                "a reconcile in the metrics",
                Duration.ofSeconds(20),
                () -> meter("reconciliations_started_total"),
                lines -> !lines.isEmpty());
    }

    /** The samples of one name, one line each. */
    private static List<String> meter(String name) throws Exception {
        return Probe.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .toList();
    }
}
