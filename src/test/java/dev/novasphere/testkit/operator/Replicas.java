package dev.novasphere.testkit.operator;

import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.Eventually;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Several operators that campaign for one Lease, as the pods of a Deployment do; each has a token of its own. */
public final class Replicas implements AutoCloseable {
    /** Longer than any takeover. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String NAMESPACE = "novasphere-system";
    private static final String LEASE = "novasphere-operator";

    private final ControlPlane plane;
    private final Path folder;
    private final KubernetesClient client;
    private final List<OperatorProcess> started = new ArrayList<>();

    /**
     * None yet.
     *
     * @param folder takes their kubeconfigs and what they print
     */
    public Replicas(ControlPlane plane, Path folder) {
        this.plane = plane;
        this.folder = folder;
        this.client = plane.adminClient();
    }

    /** Starts one and returns when it is ready. */
    public OperatorProcess start(String name) throws IOException {
        return start(name, Map.of());
    }

    /** Starts one with more environment variables and returns when it is ready. */
    public OperatorProcess start(String name, Map<String, String> more) throws IOException {
        var replica = launch(name, "novasphere-operator", more);
        replica.waitUntilReady();
        return replica;
    }

    /** Starts one as a ServiceAccount of the operator's namespace, and returns at once. */
    public OperatorProcess launch(String name, String account, Map<String, String> more) throws IOException {
        var kubeconfig = folder.resolve(name + ".kubeconfig");
        Files.copy(plane.kubeconfigFor(NAMESPACE, account), kubeconfig);
        var environment = new HashMap<>(more);
        environment.put("NOVASPHERE_LEADER_ELECTION_ENABLED", "true");
        environment.put("NOVASPHERE_LEADER_ELECTION_NAMESPACE", NAMESPACE);
        environment.put("HOSTNAME", name);
        var replica = OperatorProcess.launch(kubeconfig, folder.resolve(name + ".log"), environment);
        started.add(replica);
        return replica;
    }

    /** Waits until the replica of this name holds the Lease and leads; who makes a Lease leads a moment later. */
    public void awaitLeader(String name) throws Exception {
        awaitHolder(name + " holds the Lease", holder -> holder.startsWith(name + "_"));
        Eventually.see(name + " leads", PATIENCE, () -> log(name), log -> log.contains("This replica leads now"));
    }

    /** Waits until whoever holds the Lease is as wanted; the holder is empty where nobody does. */
    public void awaitHolder(String what, Predicate<String> wanted) throws Exception {
        Eventually.see(what, PATIENCE, this::holder, wanted);
    }

    /** The Lease. */
    public Resource<Lease> lease() {
        return client.leases().inNamespace(NAMESPACE).withName(LEASE);
    }

    /** What a replica has printed. */
    public String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    private String holder() {
        return Optional.ofNullable(lease().get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    @Override
    public void close() {
        try {
            for (var replica : started) {
                replica.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
