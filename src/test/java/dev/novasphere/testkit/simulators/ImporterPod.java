package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;

/** The pod that fills a claim. */
final class ImporterPod {

    private ImporterPod() {}

    static String name(PersistentVolumeClaim claim) {
        return "importer-" + claim.getMetadata().getName();
    }

    static Pod of(PersistentVolumeClaim claim) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(name(claim))
                .addToLabels("app", "containerized-data-importer")
                .addToLabels("cdi.kubevirt.io", "importer")
                .addToOwnerReferences(Owners.of(claim))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withSchedulerName(SimulatedNode.SCHEDULER)
                .withRestartPolicy("OnFailure")
                .addNewContainer()
                .withName("importer")
                .withImage("quay.io/kubevirt/cdi-importer:v1.65.0")
                .endContainer()
                .addNewVolume()
                .withName("cdi-data-vol")
                .withNewPersistentVolumeClaim()
                .withClaimName(claim.getMetadata().getName())
                .endPersistentVolumeClaim()
                .endVolume()
                .endSpec()
                .build();
    }
}
