package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * Plays the resizer and the kubelet's part in it: the volume follows a larger request of its claim, and the claim's
 * capacity follows when the file system has grown as well, which takes a pod that has it mounted. The API server has
 * refused before what the class cannot do.
 */
record VolumeGrowth(Cluster cluster, WorkQueue queue, Pace pace) {

    private static final String RESIZING = "Resizing";
    private static final String FILE_SYSTEM_PENDING = "FileSystemResizePending";

    /** One step of a bound claim towards the size it asks for. */
    void proceed(PersistentVolumeClaim claim) {
        if (holds(claim.getStatus().getCapacity(), claim)) {
            return;
        }
        cluster.volumes.find(new Key("", claim.getSpec().getVolumeName())).ifPresent(volume -> {
            if (!holds(volume.getSpec().getCapacity(), claim)) {
                expand(claim, volume);
            } else if ("Block".equals(claim.getSpec().getVolumeMode()) || isMounted(claim)) {
                finish(claim);
            } else {
                show(
                        claim,
                        FILE_SYSTEM_PENDING,
                        "Waiting for user to (re-)start a pod to finish file system resize of volume on node.");
            }
        });
    }

    private static boolean holds(Map<String, Quantity> capacity, PersistentVolumeClaim claim) {
        var wanted = VolumeBinderSimulator.request(claim);
        return VolumeBinderSimulator.storage(capacity).getNumericalAmount().compareTo(wanted.getNumericalAmount()) >= 0;
    }

    private void expand(PersistentVolumeClaim claim, PersistentVolume volume) {
        var wanted = VolumeBinderSimulator.request(claim);
        if (!shows(claim, RESIZING)) {
            show(claim, RESIZING, "");
        } else if (queue.waited(Key.of(claim), "resize to " + wanted, pace.step())) {
            cluster.client
                    .resource(volume.edit()
                            .editSpec()
                            .addToCapacity("storage", wanted)
                            .endSpec()
                            .build())
                    .update();
        }
    }

    private boolean isMounted(PersistentVolumeClaim claim) {
        return cluster.pods.indexed(Key.of(claim).toString()).stream()
                .anyMatch(pod -> "Running".equals(pod.getStatus().getPhase()));
    }

    private static boolean shows(PersistentVolumeClaim claim, String type) {
        return claim.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals(type));
    }

    private void show(PersistentVolumeClaim claim, String type, String message) {
        if (!shows(claim, type)) {
            write(new PersistentVolumeClaimBuilder(claim)
                    .editStatus()
                    .withConditions()
                    .addNewCondition()
                    .withType(type)
                    .withStatus("True")
                    .withMessage(message.isEmpty() ? null : message)
                    .endCondition()
                    .endStatus()
                    .build());
        }
    }

    private void finish(PersistentVolumeClaim claim) {
        write(new PersistentVolumeClaimBuilder(claim)
                .editStatus()
                .addToCapacity("storage", VolumeBinderSimulator.request(claim))
                .withConditions()
                .endStatus()
                .build());
    }

    private void write(PersistentVolumeClaim claim) {
        cluster.client.resource(claim).updateStatus();
    }
}
