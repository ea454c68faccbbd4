package dev.novasphere.observed;

import dev.novasphere.external.DataVolume;
import dev.novasphere.external.DataVolumeStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A DataVolume and its claim, seen as the one disk that they are.
 *
 * @param dataVolume present for a disk that is, or once was, made from an image
 * @param claim present as soon as somebody has made it
 */
public record ObservedDisk(Optional<DataVolume> dataVolume, Optional<PersistentVolumeClaim> claim) {
    /** Nothing is there yet. */
    public static final ObservedDisk ABSENT = new ObservedDisk(Optional.empty(), Optional.empty());

    /** Whether neither of the two is there. */
    public boolean isAbsent() {
        return dataVolume.isEmpty() && claim.isEmpty();
    }

    /** Whether one of the two is there and has this name. */
    boolean isNamed(String name) {
        return Stream.concat(dataVolume.stream(), claim.stream())
                .anyMatch(part -> part.getMetadata().getName().equals(name));
    }

    /** Whether CDI fills this disk: a claim may be seen before the DataVolume that owns it. */
    public boolean isFilledByCdi() {
        return dataVolume.isPresent()
                || claim.stream()
                        .flatMap(c -> c.getMetadata().getOwnerReferences().stream())
                        .anyMatch(owner -> owner.getKind().equals("DataVolume"));
    }

    /** Whether the claim is bound to a volume. */
    public boolean isBound() {
        return claim.map(c ->
                        c.getStatus() != null && "Bound".equals(c.getStatus().getPhase()))
                .orElse(false);
    }

    /** What the DataVolume reports; empty for a plain claim. */
    public Optional<DataVolumeStatus> dataVolumeStatus() {
        return dataVolume.map(dv -> dv.getStatus() == null ? DataVolumeStatus.NONE : dv.getStatus());
    }

    /** Whether the content is there: bound, and the import has succeeded where there is one. */
    public boolean isReady() {
        return isBound()
                && dataVolumeStatus().map(s -> "Succeeded".equals(s.phase())).orElse(true);
    }

    /** Capacity of the bound volume. */
    public Optional<Quantity> capacity() {
        return claim.filter(c -> c.getStatus() != null && c.getStatus().getCapacity() != null)
                .map(c -> c.getStatus().getCapacity().get("storage"));
    }

    /**
     * Whether the volume has grown and its file system has not: the kubelet does that when a pod mounts it. Source of
     * the word: PersistentVolumeClaimConditionType, k8s.io/api/core/v1.
     */
    public boolean growsAtNextMount() {
        return claim.filter(c -> c.getStatus() != null).stream()
                .flatMap(c -> c.getStatus().getConditions().stream())
                .anyMatch(condition ->
                        "FileSystemResizePending".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** What the claim asks for at present. */
    public Optional<Quantity> requested() {
        return claim.filter(c -> c.getSpec() != null && c.getSpec().getResources() != null)
                .map(c -> c.getSpec().getResources().getRequests())
                .map(requests -> requests.get("storage"));
    }
}
