package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** The pods that fill claims. */
final class Importers implements AutoCloseable {

    private final Cluster cluster;
    private final WorkQueue endings;

    Importers(Cluster cluster) {
        this.cluster = cluster;
        this.endings = new WorkQueue(
                "cdi-importers",
                key -> cluster.claims.find(key).filter(Owners::isEnding).ifPresent(this::end));
        cluster.claims.onChange(claim -> endings.add(Key.of(claim)));
        // A pass on an older cache makes the importer of a claim that has begun to go meanwhile.
        cluster.pods.onChange(pod -> Cluster.claimsOf(pod).forEach(endings::add));
    }

    /** The importer of a claim, made where there is none; empty until it runs. */
    Optional<Pod> running(PersistentVolumeClaim claim) {
        var there = cluster.pods.find(Key.of(claim).named(ImporterPod.name(claim)));
        if (there.isEmpty()) {
            cluster.client.resource(ImporterPod.of(claim)).create();
        }
        return there.filter(pod -> "Running".equals(pod.getStatus().getPhase()));
    }

    /** The importer goes when it is done, and with a claim that goes: it would else protect that claim for ever. */
    void end(PersistentVolumeClaim claim) {
        cluster.pods
                .find(Key.of(claim).named(ImporterPod.name(claim)))
                .ifPresent(
                        pod -> cluster.client.resource(pod).withGracePeriod(0).delete());
    }

    @Override
    public void close() {
        endings.close();
    }
}
