package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Plays the provisioner, the volume controllers and the resizer: gives a claim a volume, follows a larger request, and
 * lets claims and volumes go when nothing uses them. Classes without a provisioner of ours, and claims of a class that
 * does not exist, stay Pending.
 */
public final class VolumeBinderSimulator implements AutoCloseable {

    /** A class of this provisioner exists and never provisions anything. */
    public static final String NEVER = "novasphere.dev/never-provisions";

    private static final String CLAIM_PROTECTION = "kubernetes.io/pvc-protection";

    private final Cluster cluster;
    private final Pace pace;
    private final WorkQueue claims = new WorkQueue("volume-binder", this::claim);
    private final WorkQueue volumes = new WorkQueue("volume-protection", this::volume);

    VolumeBinderSimulator(Cluster cluster, Pace pace) {
        this.cluster = cluster;
        this.pace = pace;
        cluster.claims.onChange(claim -> {
            claims.add(Key.of(claim));
            cluster.volumes.indexed(Key.of(claim).toString()).forEach(v -> volumes.add(Key.of(v)));
        });
        cluster.pods.onChange(pod -> Cluster.claimsOf(pod).forEach(claims::add));
        cluster.classes.onChange(_ -> cluster.claims.all().stream()
                .filter(claim -> !isBound(claim))
                .forEach(claim -> claims.add(Key.of(claim))));
        cluster.volumes.onChange(volume -> {
            volumes.add(Key.of(volume));
            if (volume.getSpec().getClaimRef() != null) {
                var claim = volume.getSpec().getClaimRef();
                claims.add(new Key(claim.getNamespace(), claim.getName()));
            }
        });
    }

    static boolean isBound(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
    }

    /** Whether the claim's class provisions only for a pod that is being scheduled, and no node is chosen yet. */
    static boolean waitsForConsumer(Cluster cluster, PersistentVolumeClaim claim) {
        var annotations =
                Optional.ofNullable(claim.getMetadata().getAnnotations()).orElse(Map.of());
        return !annotations.containsKey(SchedulerSimulator.SELECTED_NODE)
                && cluster.classOf(claim)
                        .filter(c -> "WaitForFirstConsumer".equals(c.getVolumeBindingMode()))
                        .isPresent();
    }

    private void claim(Key key) {
        var found = cluster.claims.find(key);
        if (found.isEmpty()) {
            claims.forget(key);
            return;
        }
        var claim = found.get();
        if (claim.getMetadata().getDeletionTimestamp() != null) {
            release(claim);
        } else if (isBound(claim)) {
            resize(key, claim);
        } else {
            bind(key, claim);
        }
    }

    private void bind(Key key, PersistentVolumeClaim claim) {
        var volume = cluster.volumes.indexed(key.toString()).stream()
                .filter(v -> claim.getMetadata()
                        .getUid()
                        .equals(v.getSpec().getClaimRef().getUid()))
                .findFirst();
        if (volume.isPresent()) {
            finish(claim, volume.get());
            return;
        }
        var storageClass = cluster.classOf(claim).filter(c -> !NEVER.equals(c.getProvisioner()));
        if (storageClass.isPresent()
                && !CdiSimulator.populates(claim)
                && !waitsForConsumer(cluster, claim)
                && claims.waited(key, "provision", pace.step())) {
            cluster.client.resource(provisioned(claim, storageClass.get())).create();
        }
    }

    private void finish(PersistentVolumeClaim claim, PersistentVolume volume) {
        if (claim.getSpec().getVolumeName() == null) {
            var named = claim.edit()
                    .editMetadata()
                    .addToAnnotations("pv.kubernetes.io/bind-completed", "yes")
                    .addToAnnotations("pv.kubernetes.io/bound-by-controller", "yes")
                    .endMetadata()
                    .editSpec()
                    .withVolumeName(volume.getMetadata().getName())
                    .endSpec()
                    .build();
            cluster.client.resource(named).update();
            return;
        }
        cluster.client
                .resource(claim.edit()
                        .withNewStatus()
                        .withPhase("Bound")
                        .withAccessModes(claim.getSpec().getAccessModes())
                        .withCapacity(Map.of("storage", request(claim)))
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private PersistentVolume provisioned(PersistentVolumeClaim claim, StorageClass storageClass) {
        var driver = cluster.drivers.find(new Key("", storageClass.getProvisioner()));
        var volume = new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pvc-" + claim.getMetadata().getUid())
                .addToAnnotations("pv.kubernetes.io/provisioned-by", storageClass.getProvisioner())
                .endMetadata()
                .withNewSpec()
                .withStorageClassName(storageClass.getMetadata().getName())
                .withAccessModes(claim.getSpec().getAccessModes())
                .withVolumeMode(claim.getSpec().getVolumeMode())
                .withPersistentVolumeReclaimPolicy(storageClass.getReclaimPolicy())
                .withCapacity(Map.of("storage", request(claim)))
                .withClaimRef(claimReference(claim));
        if (driver.isPresent()) {
            volume.withNewCsi()
                    .withDriver(storageClass.getProvisioner())
                    .withVolumeHandle(claim.getMetadata().getUid())
                    .endCsi();
        } else {
            volume.withNewHostPath(
                    "/opt/local-path-provisioner/" + claim.getMetadata().getUid(), "");
        }
        return volume.endSpec().build();
    }

    static ObjectReference claimReference(PersistentVolumeClaim claim) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(claim.getMetadata().getName())
                .withUid(claim.getMetadata().getUid())
                .build();
    }

    private static Quantity request(PersistentVolumeClaim claim) {
        return storage(claim.getSpec().getResources().getRequests());
    }

    private static Quantity storage(Map<String, Quantity> amounts) {
        return Objects.requireNonNull(amounts.get("storage"), "every claim asks for storage");
    }

    /** The capacity follows the request; the API server has already refused what the class cannot do. */
    private void resize(Key key, PersistentVolumeClaim claim) {
        var wanted = request(claim);
        var there = storage(claim.getStatus().getCapacity());
        if (wanted.getNumericalAmount().compareTo(there.getNumericalAmount()) <= 0) {
            return;
        }
        if (claim.getStatus().getConditions().isEmpty()) {
            cluster.client
                    .resource(claim.edit()
                            .editStatus()
                            .addNewCondition()
                            .withType("Resizing")
                            .withStatus("True")
                            .endCondition()
                            .endStatus()
                            .build())
                    .updateStatus();
        } else if (claims.waited(key, "resize to " + wanted, pace.step())) {
            cluster.client
                    .resource(claim.edit()
                            .editStatus()
                            .withCapacity(Map.of("storage", wanted))
                            .withConditions()
                            .endStatus()
                            .build())
                    .updateStatus();
        }
    }

    /** The API server's admission adds the protection; a claim goes when no living pod uses it. */
    private void release(PersistentVolumeClaim claim) {
        var inUse = cluster.pods.indexed(Key.of(claim).toString()).stream()
                .anyMatch(pod -> !"Succeeded".equals(pod.getStatus().getPhase())
                        && !"Failed".equals(pod.getStatus().getPhase()));
        if (!inUse && claim.getMetadata().getFinalizers().contains(CLAIM_PROTECTION)) {
            cluster.client
                    .resource(claim.edit()
                            .editMetadata()
                            .removeFromFinalizers(CLAIM_PROTECTION)
                            .endMetadata()
                            .build())
                    .update();
        }
    }

    private void volume(Key key) {
        cluster.volumes.find(key).ifPresentOrElse(this::volume, () -> volumes.forget(key));
    }

    private void volume(PersistentVolume volume) {
        var ref = volume.getSpec().getClaimRef();
        if (ref == null) {
            return;
        }
        if (volume.getMetadata().getDeletionTimestamp() != null) {
            if (!volume.getMetadata().getFinalizers().isEmpty()) {
                cluster.client
                        .resource(volume.edit()
                                .editMetadata()
                                .withFinalizers()
                                .endMetadata()
                                .build())
                        .update();
            }
            return;
        }
        var claim = cluster.claims.find(new Key(ref.getNamespace(), ref.getName()));
        var alive =
                claim.filter(c -> c.getMetadata().getUid().equals(ref.getUid())).isPresent();
        if (alive) {
            if (isBound(claim.orElseThrow())) {
                phase(volume, "Bound");
            }
        } else if ("Bound".equals(volume.getStatus().getPhase())) {
            // Only a volume that was bound is let go: the claim of a new one may not have reached the cache.
            if ("Retain".equals(volume.getSpec().getPersistentVolumeReclaimPolicy())) {
                phase(volume, "Released");
            } else {
                cluster.client.resource(volume).delete();
            }
        }
    }

    private void phase(PersistentVolume volume, String phase) {
        if (!phase.equals(volume.getStatus().getPhase())) {
            cluster.client
                    .resource(volume.edit()
                            .editStatus()
                            .withPhase(phase)
                            .endStatus()
                            .build())
                    .updateStatus();
        }
    }

    @Override
    public void close() {
        claims.close();
        volumes.close();
    }
}
