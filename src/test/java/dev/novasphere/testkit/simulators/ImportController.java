package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Map;
import java.util.Optional;

/** Plays cdi-controller for DataVolumes: one pass brings one of them to its next phase. */
final class ImportController implements AutoCloseable {

    private final Cluster cluster;
    private final Pace pace;
    private final Writes writes;
    private final WorkQueue queue = new WorkQueue("cdi", this::pass);
    private final PrimeClaims primes;
    private final Importers importers;
    private final ImportTransfer transfer;
    private final ImportClaims claims;
    private final DirectImport direct;

    ImportController(Cluster cluster, Pace pace, ImportFaults faults) {
        this.cluster = cluster;
        this.pace = pace;
        this.writes = new Writes(cluster.client, Kinds.DATA_VOLUME, "cdi-controller");
        this.importers = new Importers(cluster);
        this.primes = new PrimeClaims(cluster, importers);
        this.transfer = new ImportTransfer(queue, writes, pace, faults);
        this.claims = new ImportClaims(cluster, writes, faults);
        this.direct = new DirectImport(writes, importers, transfer);
        cluster.dataVolumes.onChange(volume -> queue.add(Key.of(volume)));
        cluster.claims.onChange(claim -> dataVolumeOf(claim).ifPresent(queue::add));
        cluster.pods.onChange(pod -> Cluster.claimsOf(pod).stream()
                .flatMap(claim -> cluster.claims.find(claim).stream())
                .forEach(claim -> dataVolumeOf(claim).ifPresent(queue::add)));
        cluster.profiles.onChange(_ -> cluster.dataVolumes.all().stream()
                .filter(volume -> !Tree.of(volume).has("status", "claimName"))
                .forEach(volume -> queue.add(Key.of(volume))));
    }

    void wake(Key dataVolume) {
        queue.add(dataVolume);
    }

    private static Optional<Key> dataVolumeOf(PersistentVolumeClaim claim) {
        var annotations =
                Optional.ofNullable(claim.getMetadata().getAnnotations()).orElse(Map.of());
        return Optional.ofNullable(annotations.get(PrimeClaims.DATA_VOLUME))
                .or(() -> claim.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> owner.getKind().equals("DataVolume"))
                        .map(OwnerReference::getName)
                        .findFirst())
                .map(Key.of(claim)::named);
    }

    private void pass(Key key) {
        var found = cluster.dataVolumes.find(key);
        if (found.isEmpty()) {
            queue.forget(key);
            return;
        }
        var dataVolume = found.get();
        if (Owners.isEnding(dataVolume)) {
            return;
        }
        var target = ImportTarget.of(dataVolume, cluster);
        var claim = cluster.claims.find(key);
        if (claim.isEmpty()) {
            claims.begin(dataVolume, target);
        } else if (Tree.of(dataVolume).is("Succeeded", "status", "phase")) {
            settle(dataVolume, claim.get());
        } else if (Owners.owns(dataVolume, claim.get()) && queue.waited(key, "look", pace.step())) {
            proceed(dataVolume, target, claim.get());
        }
    }

    private void proceed(GenericKubernetesResource dataVolume, ImportTarget target, PersistentVolumeClaim claim) {
        var populates = ImportClaims.populates(claim);
        // Observed: on the populator path a claim that is asked for at once never shows that its class waits.
        var waits = target.waitsForConsumer()
                && VolumeBinderSimulator.waitsForConsumer(cluster, claim)
                && !(populates && ImportClaims.isImmediate(claim));
        if (waits) {
            wait(dataVolume, claim, populates ? "PendingPopulation" : "WaitForFirstConsumer");
            if (ImportClaims.isImmediate(claim)) {
                importers.running(claim); // Its pod is the consumer that the claim waits for.
            }
        } else if (!Tree.of(dataVolume).has("status", "claimName")) {
            wait(dataVolume, claim, populates && target.waitsForConsumer() ? "" : "Pending");
        } else if (populates) {
            primes.of(dataVolume, target, claim)
                    .flatMap(importers::running)
                    .ifPresent(_ -> transfer.proceed(dataVolume));
        } else {
            direct.proceed(dataVolume, claim);
        }
    }

    private void wait(GenericKubernetesResource dataVolume, PersistentVolumeClaim claim, String phase) {
        var name = claim.getMetadata().getName();
        var className =
                Optional.ofNullable(claim.getSpec().getStorageClassName()).orElse("");
        var message = "PVC " + name + " Pending";
        if (className.isEmpty()) {
            message = "target PVC " + name
                    + " Pending and no persistent volumes available for this claim and no storage class is set";
        } else if (cluster.classOf(claim).isEmpty()) {
            message = "target PVC " + name + " Pending and storageclass.storage.k8s.io \"" + className + "\" not found";
        }
        writes.status(
                dataVolume, ImportStatus.of(dataVolume).waiting(phase, message).tree());
    }

    /** After the import: the volume moves from the prime claim to the target, then Bound turns True. */
    private void settle(GenericKubernetesResource dataVolume, PersistentVolumeClaim claim) {
        importers.end(claim);
        if (VolumeBinderSimulator.isBound(claim)) {
            writes.status(dataVolume, ImportStatus.of(dataVolume).bound().tree());
            primes.drop(claim);
        } else {
            primes.handOver(claim);
        }
    }

    @Override
    public void close() {
        queue.close();
        importers.close();
    }
}
