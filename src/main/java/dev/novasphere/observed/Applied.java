package dev.novasphere.observed;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of one pass of writing.
 *
 * @param written the children that were made or changed and are there now
 * @param refusals the writes that did not go through
 * @param notes what people should be told of what was done, as event messages by reason
 */
public record Applied(Set<Child> written, List<Refusal> refusals, List<Note> notes) {
    /** What a VM refers to by name. */
    private static final Set<String> PARTS =
            Set.of("NetworkAttachmentDefinition", "DataVolume", "PersistentVolumeClaim");

    /** Something was done that people should hear of. */
    public record Note(String reason, String message) {}

    /** Nothing was written. */
    public static Applied nothing() {
        return new Applied(Set.of(), List.of(), List.of());
    }

    public Applied {
        written = Set.copyOf(written);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    /** A child by kind and name. */
    public record Child(String kind, String name) {}

    /** Whether a child of this kind and name was made or changed. */
    public boolean wrote(String kind, String name) {
        return written.contains(new Child(kind, name));
    }

    /** The first refusal that concerns one of these kinds. */
    public Optional<Refusal> refusalOf(Set<String> kinds) {
        return refusals.stream()
                .filter(refusal -> kinds.contains(refusal.kind()))
                .findFirst();
    }

    /**
     * The first disk or attachment definition that was refused and is not there. A VM that named it would take a
     * stranger's in its place, with the stranger's data on it.
     */
    public Optional<Refusal> missingPart(Observed observed) {
        return refusals.stream()
                .filter(refusal -> PARTS.contains(refusal.kind()) && !observed.hasPart(refusal.name()))
                .findFirst();
    }
}
