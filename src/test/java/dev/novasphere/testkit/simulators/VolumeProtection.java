package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.PersistentVolume;

/** Plays the volume controllers for volumes: their phase follows their claim, and they go when that has gone. */
final class VolumeProtection implements AutoCloseable {

    private final Cluster cluster;
    private final WorkQueue volumes = new WorkQueue("volume-protection", this::volume);

    VolumeProtection(Cluster cluster) {
        this.cluster = cluster;
        cluster.volumes.onChange(volume -> volumes.add(Key.of(volume)));
        cluster.claims.onChange(claim ->
                cluster.volumes.indexed(Key.of(claim).toString()).forEach(volume -> volumes.add(Key.of(volume))));
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
            if (VolumeBinderSimulator.isBound(claim.orElseThrow())) {
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
        volumes.close();
    }
}
