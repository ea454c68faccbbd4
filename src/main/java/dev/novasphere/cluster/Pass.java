package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.desired.Labels;
import dev.novasphere.observed.Applied;
import dev.novasphere.observed.Refusal;
import dev.novasphere.observed.Refusal.Cause;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One pass of writing: does each write and keeps the account. A refusal is an answer, and the pass goes on; anything else
 * that goes wrong ends it, to be tried again.
 */
final class Pass {
    private static final int UNPROCESSABLE = 422;

    private final KubernetesClient client;
    private final MachineResource owner;
    private final Set<Applied.Child> written = new HashSet<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Applied.Note> notes = new ArrayList<>();

    Pass(KubernetesClient client, MachineResource owner) {
        this.client = client;
        this.owner = owner;
    }

    Applied account() {
        return new Applied(written, refusals, notes);
    }

    void note(String reason, String message) {
        notes.add(new Applied.Note(reason, message));
    }

    void refuse(HasMetadata child, Cause cause, String message) {
        refusals.add(new Refusal(child.getKind(), child.getMetadata().getName(), cause, message));
    }

    /** Does one write. Returns whether it went through. */
    boolean write(HasMetadata child, Runnable request) {
        return write(child, request, "");
    }

    /** Does one write; if it is refused, people are told this remedy as well. Returns whether it went through. */
    boolean write(HasMetadata child, Runnable request, String remedy) {
        try {
            request.run();
            written.add(new Applied.Child(child.getKind(), child.getMetadata().getName()));
            return true;
        } catch (KubernetesClientException e) {
            switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> conflict(child);
                case HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE ->
                    refuse(
                            child,
                            Cause.REJECTED,
                            "%s %s is refused: %s%s"
                                    .formatted(
                                            child.getKind(),
                                            child.getMetadata().getName(),
                                            words(e),
                                            remedy.isEmpty() ? "" : ". " + remedy));
                default -> throw e;
            }
            return false;
        }
    }

    /**
     * An object of that name is there already. This is the one place that asks the API server, since the cache holds our
     * children only: it is a stranger's, or an earlier Wukong's, or our own of a moment ago that the cache will show.
     */
    private void conflict(HasMetadata child) {
        var there = client.resource(child).get();
        var name = child.getMetadata().getName();
        if (there == null || Labels.belongsTo(there, owner)) {
            return; // Gone again, or ours: the event of either wakes us.
        }
        if (Labels.wasMadeFor(there, owner)) {
            refuse(
                    child,
                    Cause.PREDECESSOR,
                    "%s %s belongs to a deleted %s of the same name and has not gone yet; waiting for it."
                            .formatted(child.getKind(), name, owner.getKind()));
        } else {
            refuse(
                    child,
                    Cause.NAME_CONFLICT,
                    "%s %s is there already and does not belong to this %s; it is left alone. Delete or rename it, or give the %s another name."
                            .formatted(child.getKind(), name, owner.getKind(), owner.getKind()));
        }
    }

    private static String words(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
    }
}
