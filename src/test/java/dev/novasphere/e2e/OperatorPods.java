package dev.novasphere.e2e;

import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Chart;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The operator's pods, and which of them leads. */
record OperatorPods(KubernetesClient client) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NAME = "app.kubernetes.io/name";

    /** Every pod that is not about to go. */
    List<Pod> all() {
        return client
                .pods()
                .inNamespace(Chart.NAMESPACE)
                .withLabel(NAME, "novasphere-operator")
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** Those whose readiness probe says yes. */
    List<Pod> ready() {
        return all().stream().filter(OperatorPods::isReady).toList();
    }

    /** Waits until so many are ready. */
    List<Pod> awaitReady(int count) throws Exception {
        return Eventually.see(
                count + " pods of the operator are ready",
                PATIENCE,
                this::ready,
                pods -> pods.size() == count && all().size() == count);
    }

    /** Waits until a pod holds the Lease, and returns that pod. */
    Pod awaitLeader() throws Exception {
        return Eventually.see("A pod of the operator leads", PATIENCE, this::leader, Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until another pod than that of this name holds the Lease. */
    Pod awaitLeaderInsteadOf(Pod old) throws Exception {
        return Eventually.see(
                        "Another pod than " + old.getMetadata().getName() + " leads",
                        PATIENCE,
                        this::leader,
                        leader -> leader.isPresent() && !name(leader.get()).equals(name(old)))
                .orElseThrow();
    }

    private Optional<Pod> leader() {
        var lease = client.leases()
                .inNamespace(Chart.NAMESPACE)
                .withName(Chart.ACCOUNT)
                .get();
        return Optional.ofNullable(lease)
                .flatMap(found -> Optional.ofNullable(found.getSpec().getHolderIdentity()))
                .flatMap(holder -> all().stream()
                        .filter(pod -> holder.startsWith(name(pod)))
                        .findFirst());
    }

    /** Waits until the container of a pod has been started again and is ready. */
    ContainerStatus awaitRestart(Pod pod) throws Exception {
        var before = status(pod).getRestartCount();
        return Eventually.see(
                "The container of " + name(pod) + " is started again and ready",
                PATIENCE,
                () -> status(client.resource(pod).get()),
                now -> now.getRestartCount() > before && now.getReady());
    }

    /** From the start of its container to the first yes of its readiness probe, which is asked every few seconds. */
    static Duration readyAfter(Pod pod) {
        var ready = pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .orElseThrow();
        return Duration.between(
                Instant.parse(status(pod).getState().getRunning().getStartedAt()),
                Instant.parse(ready.getLastTransitionTime()));
    }

    static ContainerStatus status(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst();
    }

    static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream().findFirst().stream()
                .anyMatch(ContainerStatus::getReady);
    }
}
