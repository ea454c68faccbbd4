package dev.novasphere.observed;

import dev.novasphere.external.StorageProfile;
import java.util.Optional;

/**
 * Access mode and volume mode of a claim.
 *
 * @param accessMode ReadWriteOnce and its like
 * @param volumeMode {@code Filesystem} or {@code Block}
 */
public record ClaimModes(String accessMode, String volumeMode) {
    /** What every storage can do: one node, a file system. */
    public static final ClaimModes PLAIN = new ClaimModes("ReadWriteOnce", "Filesystem");

    /** The modes that CDI advises first for a class; empty where it does not know the class's provisioner. */
    public static Optional<ClaimModes> advisedBy(StorageProfile profile) {
        if (profile.getStatus() == null) {
            return Optional.empty();
        }
        return profile.getStatus().claimPropertySets().stream()
                .filter(set -> !set.accessModes().isEmpty())
                .findFirst()
                .map(set -> new ClaimModes(
                        set.accessModes().getFirst(),
                        set.volumeMode() == null ? PLAIN.volumeMode() : set.volumeMode()));
    }
}
