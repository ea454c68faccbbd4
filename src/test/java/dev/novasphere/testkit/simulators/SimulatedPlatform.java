package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A cluster with KubeVirt, CDI, NMState and storage on nothing but an API server: installs the objects that a real installation
 * has and plays the programs. The CRDs of KubeVirt, CDI and Multus must be there, those of NMState may come later; the
 * client needs cluster-admin.
 *
 * <p>One for each API server: everything is played in all namespaces. What is asked to go wrong is asked by name, so that
 * tests in namespaces of their own do not disturb each other.
 */
public final class SimulatedPlatform implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FIRST_JOINER = 101;
    private static final int LAST_JOINER = 250;

    private final Cluster cluster;
    private final KubeVirtSimulator kubeVirt;
    private final CdiSimulator cdi;
    private final VolumeBinderSimulator binder;
    private final NmStateSimulator nmState;

    private SimulatedPlatform(KubernetesClient client, PlatformOptions options) {
        this.cluster = new Cluster(client);
        this.binder = new VolumeBinderSimulator(cluster, options.pace());
        this.cdi = new CdiSimulator(cluster, options.pace());
        this.nmState = new NmStateSimulator(cluster, options.pace());
        this.kubeVirt = new KubeVirtSimulator(cluster, options.pace(), options.guestAgent());
    }

    /** Installs and starts everything; the client stays the caller's to close, after this. */
    public static SimulatedPlatform start(KubernetesClient client, PlatformOptions options) {
        new PlatformObjects(client).install(options);
        new AdmissionPolicy(client).install();
        var platform = new SimulatedPlatform(client, options);
        platform.cluster.start();
        platform.nmState.start();
        return platform;
    }

    public KubeVirtSimulator kubeVirt() {
        return kubeVirt;
    }

    public CdiSimulator cdi() {
        return cdi;
    }

    public NmStateSimulator nmState() {
        return nmState;
    }

    /** A worker joins, with these labels beside the usual ones and an address of its own; returns when it is seen. */
    public void addNode(String name, Map<String, String> labels) {
        new PlatformObjects(cluster.client).node(new SimulatedNode(name, freeAddress(), Map.of()), labels);
        await(
                "node " + name + " has its address",
                () -> cluster.nodes
                        .find(new Key("", name))
                        .filter(node -> !HostDefaults.addresses(node).isEmpty())
                        .isPresent());
    }

    /** A node leaves; what was reported of it goes with it. Returns when it is gone. */
    public void removeNode(String name) {
        cluster.client.nodes().withName(name).delete();
        await(
                "node " + name + " is gone",
                () -> cluster.nodes.find(new Key("", name)).isEmpty());
    }

    private String freeAddress() {
        var taken = cluster.nodes.all().stream()
                .flatMap(node -> HostDefaults.addresses(node).stream())
                .toList();
        return IntStream.rangeClosed(FIRST_JOINER, LAST_JOINER)
                .mapToObj(last -> "192.0.2." + last)
                .filter(address -> !taken.contains(address))
                .findFirst()
                .orElseThrow();
    }

    private static void await(String what, BooleanSupplier wanted) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not within %d s: %s. See whether the API server answers."
                        .formatted(PATIENCE.toSeconds(), what));
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        nmState.close();
        kubeVirt.close();
        cdi.close();
        binder.close();
        cluster.close();
    }
}
