package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** Plays the controller that lets a deleted claim go; the API server's admission puts its finalizer on every claim. */
record ClaimProtection(Cluster cluster) {

    private static final String FINALIZER = "kubernetes.io/pvc-protection";

    /** A claim goes when no living pod uses it; a pod without a node does not hold it, for it cannot come to one. */
    void release(PersistentVolumeClaim claim) {
        var inUse = cluster.pods.indexed(Key.of(claim).toString()).stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .anyMatch(pod -> !"Succeeded".equals(pod.getStatus().getPhase())
                        && !"Failed".equals(pod.getStatus().getPhase()));
        if (!inUse && claim.getMetadata().getFinalizers().contains(FINALIZER)) {
            cluster.client
                    .resource(claim.edit()
                            .editMetadata()
                            .removeFromFinalizers(FINALIZER)
                            .endMetadata()
                            .build())
                    .update();
        }
    }
}
