package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays cdi-controller for DataVolumes: one pass brings one of them to its next phase. */
final class ImportController implements AutoCloseable {

    private static final String USE_POPULATOR = "cdi.kubevirt.io/storage.usePopulator";
    private static final String IMMEDIATE = "cdi.kubevirt.io/storage.bind.immediate.requested";

    private final Cluster cluster;
    private final Pace pace;
    private final ImportFaults faults;
    private final Writes writes;
    private final WorkQueue queue = new WorkQueue("cdi", this::pass);
    private final PrimeClaims primes;
    private final Importers importers;
    private final ImportTransfer transfer;

    ImportController(Cluster cluster, Pace pace, ImportFaults faults) {
        this.cluster = cluster;
        this.pace = pace;
        this.faults = faults;
        this.writes = new Writes(cluster.client, Kinds.DATA_VOLUME, "cdi-controller");
        this.importers = new Importers(cluster);
        this.primes = new PrimeClaims(cluster, importers);
        this.transfer = new ImportTransfer(queue, writes, pace, faults);
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

    /** Whether a claim is filled by CDI and therefore not for the provisioner to bind. */
    static boolean populates(PersistentVolumeClaim claim) {
        var source = claim.getSpec().getDataSourceRef();
        return source != null && "cdi.kubevirt.io".equals(source.getApiGroup());
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
            begin(dataVolume, target);
        } else if (Tree.of(dataVolume).is("Succeeded", "status", "phase")) {
            settle(dataVolume, claim.get());
        } else if (Owners.owns(dataVolume, claim.get()) && queue.waited(key, "look", pace.step())) {
            proceed(dataVolume, target, claim.get());
        }
    }

    private void begin(GenericKubernetesResource dataVolume, ImportTarget target) {
        var refusal = faults.claimRefusal(Key.of(dataVolume)).orElse(target.refusal());
        if (!refusal.isEmpty()) {
            writes.status(
                    dataVolume, ImportStatus.of(dataVolume).refused(refusal).tree());
            return;
        }
        var annotations =
                Optional.ofNullable(dataVolume.getMetadata().getAnnotations()).orElse(Map.of());
        var populates = Boolean.toString(target.populates(cluster));
        if (!annotations.containsKey(USE_POPULATOR)) {
            var all = new HashMap<>(annotations);
            all.put(USE_POPULATOR, populates);
            writes.patch(dataVolume, List.of(Writes.Op.add("/metadata/annotations", all)));
            return;
        }
        var claim = target.claim(dataVolume, dataVolume.getMetadata().getName());
        claim.getMetadata().setOwnerReferences(List.of(Owners.of(dataVolume)));
        claim.getMetadata().getAnnotations().put(USE_POPULATOR, populates);
        if (annotations.containsKey(IMMEDIATE)) {
            claim.getMetadata().getAnnotations().put(IMMEDIATE, "");
        }
        if (target.populates(cluster)) {
            claim = claim.edit()
                    .editSpec()
                    .withNewDataSourceRef()
                    .withApiGroup("cdi.kubevirt.io")
                    .withKind("VolumeImportSource")
                    .withName("volume-import-source-" + dataVolume.getMetadata().getUid())
                    .endDataSourceRef()
                    .endSpec()
                    .build();
        }
        cluster.client.resource(claim).create();
    }

    private void proceed(GenericKubernetesResource dataVolume, ImportTarget target, PersistentVolumeClaim claim) {
        var populates = populates(claim);
        var consumerless = target.waitsForConsumer()
                && VolumeBinderSimulator.waitsForConsumer(cluster, claim)
                && !claim.getMetadata().getAnnotations().containsKey(IMMEDIATE);
        if (consumerless) {
            wait(dataVolume, claim, populates ? "PendingPopulation" : "WaitForFirstConsumer");
        } else if (!Tree.of(dataVolume).has("status", "claimName")) {
            // Observed: a claim that is asked for at once, though its class waits, never shows Pending.
            wait(dataVolume, claim, populates && target.waitsForConsumer() ? "" : "Pending");
        } else if (populates) {
            primes.of(dataVolume, target, claim)
                    .flatMap(importers::running)
                    .ifPresent(_ -> transfer.proceed(dataVolume));
        } else {
            legacy(dataVolume, claim);
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

    /** Without a populator the importer writes into the claim itself, once that is bound. */
    private void legacy(GenericKubernetesResource dataVolume, PersistentVolumeClaim claim) {
        var status = ImportStatus.of(dataVolume);
        if (!VolumeBinderSimulator.isBound(claim)) {
            if (claim.getMetadata().getAnnotations().containsKey(IMMEDIATE)) {
                importers.running(claim);
            }
            return;
        }
        var phase = Tree.of(dataVolume).text("status", "phase").orElse("");
        switch (phase) {
            case "Pending", "WaitForFirstConsumer" ->
                writes.status(dataVolume, status.bound("PVCBound").tree());
            case "PVCBound" -> {
                importers.running(claim);
                writes.status(dataVolume, status.bound("ImportScheduled").tree());
            }
            default -> importers.running(claim).ifPresent(_ -> transfer.proceed(dataVolume));
        }
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
