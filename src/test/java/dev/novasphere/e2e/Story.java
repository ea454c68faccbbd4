package dev.novasphere.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.node.ContainerGroup;
import dev.novasphere.testkit.operator.Chart;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * An operator's life, from `helm install` to `helm uninstall`, on a cluster that has the platform's kinds and somebody who
 * plays the platform. One step follows from the other; after one that fails the rest is left out.
 */
public final class Story {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DEPLOYMENT = "deployment/novasphere-operator";

    private final RealCluster cluster;
    private final Terminal terminal;
    private final Release release;
    private final KubernetesClient client;
    private final OperatorPods pods;
    private final Machines machines;
    private boolean broken;

    Story(RealCluster cluster, Release release, KubernetesClient client) {
        this.cluster = cluster;
        this.terminal = release.terminal();
        this.release = release;
        this.client = client;
        this.pods = new OperatorPods(client);
        this.machines = new Machines(client);
    }

    /** The steps, in their order. */
    public Stream<DynamicTest> steps() {
        return Stream.of(
                step("helm install --wait succeeds in a namespace that enforces restricted", this::install),
                step(
                        "both pods are ready without a restart or a failed liveness probe, and one leads",
                        this::onePodLeads),
                step("a Wukong becomes a running machine, and kubectl wait sees it", this::aMachineRuns),
                step("the metrics of the pods are scraped through the Service", this::metricsAreScraped),
                step("the pods need less memory than they request", this::memoryIsEnough),
                step("kubectl rollout restart loses nothing", this::rolloutRestart),
                step("a crash of the leader is made good", this::crash),
                step("a leader that ran out of memory is started again", this::outOfMemory),
                step("kubectl drain stops at the disruption budget, and the last pod goes on working", this::drain),
                step("helm upgrade and helm rollback touch no machine", this::upgradeAndRollback),
                step("helm uninstall leaves every machine running", this::uninstall));
    }

    private DynamicTest step(String name, Executable action) {
        return dynamicTest(name, () -> {
            Assumptions.assumeFalse(broken, "An earlier step failed.");
            var begin = System.nanoTime();
            try {
                action.execute();
            } catch (TestAbortedException e) {
                throw e;
            } catch (Throwable e) {
                broken = true;
                System.out.println(terminal.look());
                throw e;
            }
            System.out.printf("[e2e] %5.1f s  %s%n", (System.nanoTime() - begin) / 1e9, name);
        });
    }

    private void install() throws Exception {
        Release.makeNamespace(client);
        release.install();
    }

    private void onePodLeads() throws Exception {
        assertThat(pods.awaitReady(2))
                .allSatisfy(pod ->
                        assertThat(OperatorPods.status(pod).getRestartCount()).isZero());
        assertThat(client.v1().events().inNamespace(Chart.NAMESPACE).list().getItems())
                .extracting(Event::getMessage)
                .noneMatch(message -> message.contains("Liveness probe failed"));
        pods.awaitLeader();
    }

    private void aMachineRuns() throws Exception {
        var name = machines.create();
        terminal.kubectl(
                "wait",
                "--for=condition=Ready",
                "wukong/" + name,
                "--namespace",
                machines.namespace(),
                "--timeout=90s");
        machines.awaitRunning(name);
    }

    private void metricsAreScraped() {
        var service = "/api/v1/namespaces/%s/services/novasphere-operator-metrics:http/proxy/q/metrics"
                .formatted(Chart.NAMESPACE);
        assertThat(client.raw(service)).contains("jvm_memory_used_bytes", "reconciliations_");
    }

    private void memoryIsEnough() throws Exception {
        for (var pod : pods.ready()) {
            var resources = pod.getSpec().getContainers().getFirst().getResources();
            var used = group(pod).used();
            System.out.printf(
                    "[e2e] %s: ready after %d s; %d MiB now, %d MiB at most, limit %s%n",
                    OperatorPods.name(pod),
                    OperatorPods.readyAfter(pod).toSeconds(),
                    used >> 20,
                    group(pod).peak() >> 20,
                    resources.getLimits().get("memory"));
            assertThat(used).isLessThan(bytes(resources.getRequests().get("memory")));
        }
    }

    private void rolloutRestart() throws Exception {
        var before = machines.traces();
        terminal.kubectl("rollout", "restart", DEPLOYMENT, "--namespace", Chart.NAMESPACE);
        var meanwhile = machines.create();
        terminal.kubectl("rollout", "status", DEPLOYMENT, "--namespace", Chart.NAMESPACE, "--timeout=3m");
        machines.awaitRunning(meanwhile);
        assertThat(machines.traces()).containsAllEntriesOf(before);
    }

    private void crash() throws Exception {
        var before = machines.traces();
        var leader = pods.awaitLeader();
        for (var process : group(leader).processes()) {
            ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
        }
        machines.oneMoreRuns();
        pods.awaitRestart(leader);
        assertThat(machines.traces()).containsAllEntriesOf(before);
    }

    private void outOfMemory() throws Exception {
        pods.awaitReady(2);
        var before = machines.traces();
        var leader = pods.awaitLeader();
        group(leader).starve();
        var restarted = pods.awaitRestart(leader);
        assertThat(restarted.getLastState().getTerminated().getReason()).isEqualTo("OOMKilled");
        machines.oneMoreRuns();
        assertThat(machines.traces()).containsAllEntriesOf(before);
    }

    private void drain() throws Exception {
        pods.awaitReady(2);
        var before = machines.traces();
        var stopped = terminal.tryKubectl("drain", cluster.node(), "--delete-emptydir-data", "--timeout=30s");
        assertThat(stopped.succeeded()).as(stopped.output()).isFalse();
        assertThat(stopped.errors()).contains("violate the pod's disruption budget");
        assertThat(pods.ready()).hasSize(1);
        machines.oneMoreRuns();

        release.change("--set=podDisruptionBudget.enabled=false");
        terminal.kubectl("drain", cluster.node(), "--delete-emptydir-data", "--timeout=2m");
        assertThat(pods.ready()).isEmpty();
        terminal.kubectl("uncordon", cluster.node());
        pods.awaitReady(2);
        machines.oneMoreRuns();
        assertThat(machines.traces()).containsAllEntriesOf(before);
    }

    private void upgradeAndRollback() throws Exception {
        var before = machines.traces();
        release.upgrade("--set=resources.requests.cpu=50m");
        assertThat(requestedCpu()).containsOnly("50m");
        machines.oneMoreRuns();
        release.rollback();
        assertThat(requestedCpu()).containsOnly("100m");
        machines.oneMoreRuns();
        assertThat(machines.traces()).containsAllEntriesOf(before);
    }

    private void uninstall() throws Exception {
        var before = machines.traces();
        var wukongs = machines.size();
        release.uninstall();
        Eventually.see("The operator's pods are gone", PATIENCE, pods::all, List::isEmpty);
        assertThat(machines.traces()).isEqualTo(before);
        assertThat(machines.size()).isEqualTo(wukongs);
    }

    private Set<String> requestedCpu() throws Exception {
        return pods.awaitReady(2).stream()
                .map(pod ->
                        pod.getSpec().getContainers().getFirst().getResources().getRequests())
                .map(requests -> String.valueOf(requests.get("cpu")))
                .collect(Collectors.toSet());
    }

    private ContainerGroup group(Pod pod) throws Exception {
        return cluster.group(pod)
                .orElseGet(() -> Assumptions.abort("The control groups of this node are on another machine."));
    }

    private static long bytes(@Nullable Quantity quantity) {
        return Objects.requireNonNull(quantity, "The container names no memory.")
                .getNumericalAmount()
                .longValueExact();
    }
}
