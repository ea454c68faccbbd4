package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays CDI 1.65: a DataVolume gets its claim, an importer fills it (through a prime claim where the class is a CSI
 * driver's), and the status goes through the phases that were observed. What only CDI's own webhooks refuse is not
 * played.
 */
public final class CdiSimulator implements AutoCloseable {

    private static final String USE_POPULATOR = "cdi.kubevirt.io/storage.usePopulator";
    private static final String IMMEDIATE = "cdi.kubevirt.io/storage.bind.immediate.requested";

    private final Cluster cluster;
    private final Pace pace;
    private final Writes writes;
    private final ImportFaults faults = new ImportFaults();
    private final StorageProfiles profiles;
    private final WorkQueue queue = new WorkQueue("cdi", this::pass);
    private final WorkQueue endings = new WorkQueue(
            "cdi-importers",
            key -> cluster().claims.find(key).filter(Owners::isEnding).ifPresent(this::endImporter));

    CdiSimulator(Cluster cluster, Pace pace) {
        this.cluster = cluster;
        this.pace = pace;
        this.writes = new Writes(cluster.client, Kinds.DATA_VOLUME, "cdi-controller");
        this.profiles = new StorageProfiles(cluster);
        cluster.dataVolumes.onChange(volume -> queue.add(Key.of(volume)));
        cluster.claims.onChange(claim -> {
            dataVolumeOf(claim).ifPresent(queue::add);
            endings.add(Key.of(claim));
        });
        cluster.pods.onChange(pod -> Cluster.claimsOf(pod).stream()
                .flatMap(claim -> cluster.claims.find(claim).stream())
                .forEach(claim -> dataVolumeOf(claim).ifPresent(queue::add)));
        cluster.profiles.onChange(_ -> cluster.dataVolumes.all().stream()
                .filter(volume -> !Tree.of(volume).has("status", "claimName"))
                .forEach(volume -> queue.add(Key.of(volume))));
    }

    /** The importer fails with this termination message, now or when it starts, until {@link #recover}. */
    public void failImport(String namespace, String dataVolume, String message) {
        fail(new Key(namespace, dataVolume), "Error", message);
    }

    /** The importer's own image cannot be pulled, until {@link #recover}. */
    public void failImagePull(String namespace, String dataVolume, String image) {
        fail(new Key(namespace, dataVolume), "ImagePullFailed", "failed to pull image: " + image);
    }

    private void fail(Key dataVolume, String reason, String message) {
        faults.fail(dataVolume, reason, message);
        queue.add(dataVolume);
    }

    /** The import stands still at this progress, such as {@code 42.5%}, until {@link #recover}. */
    public void holdImport(String namespace, String dataVolume, String progress) {
        faults.hold(new Key(namespace, dataVolume), progress);
        queue.add(new Key(namespace, dataVolume));
    }

    /** Takes back what was asked for a DataVolume; the import goes on. */
    public void recover(String namespace, String dataVolume) {
        faults.recover(new Key(namespace, dataVolume));
        queue.add(new Key(namespace, dataVolume));
    }

    /** Whether a claim is filled by CDI and therefore not for the provisioner to bind. */
    static boolean populates(PersistentVolumeClaim claim) {
        var source = claim.getSpec().getDataSourceRef();
        return source != null && "cdi.kubevirt.io".equals(source.getApiGroup());
    }

    private Cluster cluster() {
        return cluster;
    }

    private static Optional<Key> dataVolumeOf(PersistentVolumeClaim claim) {
        var annotations =
                Optional.ofNullable(claim.getMetadata().getAnnotations()).orElse(Map.of());
        return Optional.ofNullable(annotations.get("cdi.kubevirt.io/dataVolumeName"))
                .or(() -> claim.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> owner.getKind().equals("DataVolume"))
                        .map(io.fabric8.kubernetes.api.model.OwnerReference::getName)
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
        if (!target.refusal().isEmpty()) {
            writes.status(
                    dataVolume,
                    ImportStatus.of(dataVolume).refused(target.refusal()).tree());
            return;
        }
        var annotations =
                Optional.ofNullable(dataVolume.getMetadata().getAnnotations()).orElse(Map.of());
        var populates = Boolean.toString(target.populates(cluster));
        if (!annotations.containsKey(USE_POPULATOR)) {
            var all = new java.util.HashMap<>(annotations);
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
            var prime = prime(dataVolume, target, claim);
            prime.ifPresent(p -> importer(p).ifPresent(_ -> transfer(dataVolume)));
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

    /** The prime claim, made where there is none; it is the provisioner's to bind. */
    private Optional<PersistentVolumeClaim> prime(
            GenericKubernetesResource dataVolume, ImportTarget target, PersistentVolumeClaim claim) {
        var name = "prime-" + claim.getMetadata().getUid();
        var there = cluster.claims.find(Key.of(claim).named(name));
        if (there.isEmpty()) {
            var prime = target.claim(dataVolume, name);
            prime.getMetadata().setOwnerReferences(List.of(Owners.of(claim)));
            prime.getMetadata()
                    .getAnnotations()
                    .put("cdi.kubevirt.io/dataVolumeName", Key.of(claim).name());
            var node = claim.getMetadata().getAnnotations().get(SchedulerSimulator.SELECTED_NODE);
            if (node != null) {
                prime.getMetadata().getAnnotations().put(SchedulerSimulator.SELECTED_NODE, node);
            }
            cluster.client.resource(prime).create();
        }
        return there.filter(p -> p.getMetadata().getDeletionTimestamp() == null);
    }

    private Optional<Pod> importer(PersistentVolumeClaim claim) {
        var there = cluster.pods.find(Key.of(claim).named(ImporterPod.name(claim)));
        if (there.isEmpty()) {
            cluster.client.resource(ImporterPod.of(claim)).create();
        }
        return there.filter(pod -> "Running".equals(pod.getStatus().getPhase()));
    }

    /** Without a populator the importer writes into the claim itself, once that is bound. */
    private void legacy(GenericKubernetesResource dataVolume, PersistentVolumeClaim claim) {
        var status = ImportStatus.of(dataVolume);
        if (!VolumeBinderSimulator.isBound(claim)) {
            if (claim.getMetadata().getAnnotations().containsKey(IMMEDIATE)) {
                importer(claim);
            }
            return;
        }
        var phase = Tree.of(dataVolume).text("status", "phase").orElse("");
        switch (phase) {
            case "Pending", "WaitForFirstConsumer" ->
                writes.status(dataVolume, status.bound("PVCBound").tree());
            case "PVCBound" -> {
                importer(claim);
                writes.status(dataVolume, status.bound("ImportScheduled").tree());
            }
            default -> importer(claim).ifPresent(_ -> transfer(dataVolume));
        }
    }

    private void transfer(GenericKubernetesResource dataVolume) {
        var key = Key.of(dataVolume);
        var status = ImportStatus.of(dataVolume);
        var failure = faults.failure(key);
        var held = faults.held(key);
        var begun = Tree.of(dataVolume).is("ImportInProgress", "status", "phase");
        if (!begun) {
            writes.status(dataVolume, status.importing("N/A").tree());
        } else if (failure.isPresent()) {
            writes.status(dataVolume, status.failing(failure.get()).tree());
        } else if (held.isPresent()) {
            writes.status(dataVolume, status.importing(held.get()).tree());
        } else if (stopped(dataVolume)) {
            var progress = Tree.of(dataVolume).text("status", "progress").orElse("N/A");
            writes.status(dataVolume, status.importing(progress).tree());
        } else if (transferred(key, dataVolume)) {
            writes.status(dataVolume, status.succeeded().tree());
        }
    }

    /** Whether the importer was last seen failing. */
    private static boolean stopped(GenericKubernetesResource dataVolume) {
        return Tree.of(dataVolume).items("status", "conditions").stream()
                .anyMatch(c -> c.is("Running", "type") && c.is("False", "status"));
    }

    /** Whether all is there; until then the progress is written, share by share. */
    private boolean transferred(Key key, GenericKubernetesResource dataVolume) {
        int reports = pace.progressReports();
        var share = pace.transfer().dividedBy(reports + 1);
        for (int i = 1; i <= reports; i++) {
            var progress = "%.1f%%".formatted(100.0 * i / (reports + 1));
            var reached = reached(dataVolume) >= 100.0 * i / (reports + 1) - 0.1;
            if (!reached) {
                if (queue.waited(key, progress, share)) {
                    writes.status(
                            dataVolume,
                            ImportStatus.of(dataVolume).importing(progress).tree());
                }
                return false;
            }
        }
        return queue.waited(key, "transferred", share);
    }

    private static double reached(GenericKubernetesResource dataVolume) {
        return Tree.of(dataVolume)
                .text("status", "progress")
                .filter(progress -> progress.endsWith("%"))
                .map(progress -> Double.valueOf(progress.substring(0, progress.length() - 1)))
                .orElse(0.0);
    }

    /** The importer goes when it is done, and with a claim that goes: it would else protect that claim for ever. */
    private void endImporter(PersistentVolumeClaim claim) {
        cluster.pods
                .find(Key.of(claim).named(ImporterPod.name(claim)))
                .ifPresent(
                        pod -> cluster.client.resource(pod).withGracePeriod(0).delete());
    }

    /** After the import: the volume moves from the prime claim to the target, then Bound turns True. */
    private void settle(GenericKubernetesResource dataVolume, PersistentVolumeClaim claim) {
        var prime = cluster.claims.find(
                Key.of(claim).named("prime-" + claim.getMetadata().getUid()));
        endImporter(claim);
        prime.ifPresent(this::endImporter);
        if (VolumeBinderSimulator.isBound(claim)) {
            writes.status(dataVolume, ImportStatus.of(dataVolume).bound().tree());
            prime.filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                    .ifPresent(p -> cluster.client.resource(p).delete());
        } else if (prime.isPresent()) {
            cluster.volumes.indexed(Key.of(prime.get()).toString()).stream()
                    .findFirst()
                    .ifPresent(volume -> cluster.client
                            .resource(volume.edit()
                                    .editSpec()
                                    .withClaimRef(VolumeBinderSimulator.claimReference(claim))
                                    .endSpec()
                                    .build())
                            .update());
        }
    }

    @Override
    public void close() {
        queue.close();
        endings.close();
        profiles.close();
    }
}
