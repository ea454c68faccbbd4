package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A cluster with KubeVirt, CDI and storage on nothing but an API server: installs the objects that a real installation
 * has and plays the programs. The CRDs of KubeVirt, CDI and Multus must be there; the client needs cluster-admin.
 *
 * <p>One for each API server: everything is played in all namespaces. What is asked to go wrong is asked by name, so that
 * tests in namespaces of their own do not disturb each other.
 */
public final class SimulatedPlatform implements AutoCloseable {

    private final Cluster cluster;
    private final KubeVirtSimulator kubeVirt;
    private final CdiSimulator cdi;
    private final VolumeBinderSimulator binder;

    private SimulatedPlatform(KubernetesClient client, PlatformOptions options) {
        this.cluster = new Cluster(client);
        this.binder = new VolumeBinderSimulator(cluster, options.pace());
        this.cdi = new CdiSimulator(cluster, options.pace());
        this.kubeVirt = new KubeVirtSimulator(cluster, options.pace(), options.guestAgent());
    }

    /** Installs and starts everything; the client stays the caller's to close, after this. */
    public static SimulatedPlatform start(KubernetesClient client, PlatformOptions options) {
        new PlatformObjects(client).install(options);
        new AdmissionPolicy(client).install();
        var platform = new SimulatedPlatform(client, options);
        platform.cluster.start();
        return platform;
    }

    public KubeVirtSimulator kubeVirt() {
        return kubeVirt;
    }

    public CdiSimulator cdi() {
        return cdi;
    }

    @Override
    public void close() {
        kubeVirt.close();
        cdi.close();
        binder.close();
        cluster.close();
    }
}
