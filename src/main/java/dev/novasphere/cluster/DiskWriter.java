package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.desired.DiskGrowth;
import dev.novasphere.desired.DiskPlan;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.DataVolume;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.Refusal.Cause;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a disk once, takes up one that was kept, and lets it grow. Nothing goes but an import that has filled nothing. */
final class DiskWriter {
    private final KubernetesClient client;
    private final Pass pass;
    private final MachineResource owner;

    DiskWriter(KubernetesClient client, Pass pass, MachineResource owner) {
        this.client = client;
        this.pass = pass;
        this.owner = owner;
    }

    void write(DiskPlan plan, Observed observed) {
        if (plan.observed().isAbsent()) {
            make(plan, observed.facts());
            return;
        }
        var parts = Stream.concat(plan.observed().dataVolume().stream(), plan.observed().claim().stream())
                .toList();
        if (parts.stream().anyMatch(part -> part.getMetadata().getDeletionTimestamp() != null)) {
            pass.refuse(
                    parts.getFirst(),
                    Cause.PREDECESSOR,
                    "Disk \"%s\" is being deleted; a new one is made when %s is gone."
                            .formatted(plan.disk().name(), plan.name()));
            return;
        }
        parts.stream().filter(part -> !Labels.belongsTo(part, owner)).forEach(part -> takeUp(plan, part));
        parts.stream()
                .filter(part -> !Labels.isOfDisk(part, plan.disk().name()))
                .forEach(part -> label(plan, part));
        if (plan.wantsAnotherImport() && !observed.mayHaveLauncher()) {
            plan.observed().dataVolume().ifPresent(failing -> importAnew(plan, failing));
            return;
        }
        plan.observed().claim().ifPresent(claim -> DiskGrowth.of(plan).ifPresent(size -> grow(plan, claim, size)));
    }

    private void make(DiskPlan plan, ClusterFacts facts) {
        Optional<HasMetadata> child = plan.dataVolume().isPresent()
                ? Optional.of(plan.dataVolume().get())
                : plan.claim().map(claim -> claim);
        child.ifPresent(wanted -> {
            if (plan.dataVolume().isPresent() && !facts.has(Project.CDI)) {
                pass.refuse(
                        wanted,
                        Cause.KIND_MISSING,
                        "Disk \"%s\" is made from an image, which takes CDI, and CDI is not installed in this cluster. Install CDI; it is noticed by itself."
                                .formatted(plan.disk().name()));
            } else {
                pass.write(wanted, () -> client.resource(wanted).create());
            }
        });
    }

    /** The DataVolume goes with its half-filled claim, unless it has changed since we saw its import fail. */
    private void importAnew(DiskPlan plan, DataVolume failing) {
        var seen = failing.getMetadata().getResourceVersion();
        var deleted = new ArrayList<StatusDetails>();
        pass.send(
                failing,
                () -> deleted.addAll(
                        client.resource(failing).lockResourceVersion(seen).delete()));
        if (!deleted.isEmpty()) { // It is empty where a pass on an older cache has done so already.
            pass.note(
                    "ImportBegunAnew",
                    "The import of disk \"%s\" failed and is begun anew, because its pullSecret or caConfigMap is another now."
                            .formatted(plan.disk().name()));
        }
    }

    /** A disk that an earlier owner of this name left behind, as a StatefulSet takes up its claims. */
    private void takeUp(DiskPlan plan, HasMetadata part) {
        var patch = Map.of(
                "metadata",
                Map.of("labels", Map.of(Labels.UID, owner.uid()), "annotations", Map.of(Labels.REUSED, "true")));
        if (pass.write(part, () -> merge(part, patch)) && part.getKind().equals("PersistentVolumeClaim")) {
            pass.note(
                    "DiskReused",
                    "Disk \"%s\" was kept from an earlier %s of this name and is used again with its data (claim %s)."
                            .formatted(plan.disk().name(), owner.getKind(), plan.name()));
        }
    }

    /** It is recognised by its name, but found again by its label when the disk has left the spec. */
    private void label(DiskPlan plan, HasMetadata part) {
        var patch = Map.of(
                "metadata", Map.of("labels", Map.of(Labels.DISK, plan.disk().name())));
        pass.write(part, () -> merge(part, patch));
    }

    /** The claim grows, never the DataVolume, whose spec is immutable. */
    private void grow(DiskPlan plan, HasMetadata claim, String size) {
        var patch = Map.of("spec", Map.of("resources", Map.of("requests", Map.of("storage", size))));
        pass.write(
                claim,
                () -> merge(claim, patch),
                "Disk \"%s\" stays as large as it is. If its storage can grow, set allowVolumeExpansion in its StorageClass; otherwise add a larger disk under a new name, copy the data in the guest and remove this one."
                        .formatted(plan.disk().name()));
    }

    private HasMetadata merge(HasMetadata part, Map<String, ?> patch) {
        return client.resource(part).patch(FieldManager.merge(), Serialization.asJson(patch));
    }
}
