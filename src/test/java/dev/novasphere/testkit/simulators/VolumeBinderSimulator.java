package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
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

    private final Cluster cluster;
    private final Pace pace;
    private final WorkQueue claims = new WorkQueue("volume-binder", this::claim);
    private final VolumeProtection volumes;
    private final VolumeGrowth growth;

    VolumeBinderSimulator(Cluster cluster, Pace pace) {
        this.cluster = cluster;
        this.pace = pace;
        this.volumes = new VolumeProtection(cluster);
        this.growth = new VolumeGrowth(cluster, claims, pace);
        cluster.claims.onChange(claim -> claims.add(Key.of(claim)));
        cluster.pods.onChange(pod -> Cluster.claimsOf(pod).forEach(claims::add));
        cluster.classes.onChange(_ -> cluster.claims.all().stream()
                .filter(claim -> !isBound(claim))
                .forEach(claim -> claims.add(Key.of(claim))));
        cluster.volumes.onChange(volume -> {
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
            new ClaimProtection(cluster).release(claim);
        } else if (isBound(claim)) {
            growth.proceed(claim);
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
                && !ImportClaims.populates(claim)
                && !waitsForConsumer(cluster, claim)
                && claims.waited(key, "provision", pace.step())) {
            cluster.client
                    .resource(ProvisionedVolume.of(claim, storageClass.get(), cluster))
                    .create();
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

    static Quantity request(PersistentVolumeClaim claim) {
        return storage(claim.getSpec().getResources().getRequests());
    }

    static Quantity storage(Map<String, Quantity> amounts) {
        return Objects.requireNonNull(amounts.get("storage"), "every claim asks for storage");
    }

    @Override
    public void close() {
        claims.close();
        volumes.close();
    }
}
