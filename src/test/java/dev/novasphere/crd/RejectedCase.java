package dev.novasphere.crd;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A file of {@code rejected/}: what a user might write, and what the user is told.
 *
 * @param name the file's name without its ending, which says what is wrong
 * @param layer who refuses it: {@code schema}, {@code cel} or {@code rules}
 * @param crd the CRD that the object is of
 * @param message what the user reads, from the field on
 * @param documents the object; for a refused update the stored one first
 */
public record RejectedCase(String name, String layer, Crd crd, String message, List<String> documents) {
    private static final String SAYS = "# says: ";
    private static final String MESSAGE = "# message: ";

    /** Every file, in the order of its name. */
    public static List<RejectedCase> all() {
        return CaseFiles.in("rejected").stream().map(RejectedCase::of).toList();
    }

    private static RejectedCase of(Path file) {
        try {
            var lines = Files.readAllLines(file);
            var body = String.join("\n", lines.subList(2, lines.size()));
            var documents = Arrays.stream(body.split("\n---\n", -1)).toList();
            return new RejectedCase(
                    CaseFiles.name(file),
                    header(file, lines.get(0), SAYS),
                    Crd.of(Serialization.unmarshal(documents.getLast(), GenericKubernetesResource.class)
                            .getKind()),
                    header(file, lines.get(1), MESSAGE),
                    documents);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ".", e);
        }
    }

    private static String header(Path file, String line, String start) {
        if (!line.startsWith(start)) {
            throw new IllegalStateException(file + " lacks the line \"" + start + "...\".");
        }
        return line.substring(start.length());
    }

    /** The field that the message names, with [] for an index or key. */
    public String field() {
        return message.substring(0, message.indexOf(": "))
                .replaceAll("\\[\\d+]", "[]")
                .replaceAll("\\[[^]]+]", "[*]");
    }

    /** Whether the mistake is a change of a stored object. */
    public boolean isUpdate() {
        return documents.size() == 2;
    }

    /** The object that is stored before the refused one. */
    GenericKubernetesResource stored() {
        return Serialization.unmarshal(documents.getFirst(), GenericKubernetesResource.class);
    }

    /** The text of the object that is refused. */
    String refusedText() {
        return documents.getLast();
    }

    GenericKubernetesResource refused() {
        return Serialization.unmarshal(refusedText(), GenericKubernetesResource.class);
    }
}
