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
import java.util.function.Supplier;

/**
 * One pass of writing: does each write and keeps the account. A refusal is an answer, and the pass goes on; anything else
 * that goes wrong ends it, to be tried again.
 */
final class Pass {
    static final int UNPROCESSABLE = 422;

    private final KubernetesClient client;
    private final MachineResource owner;
    private final RecentWrites recent;
    private final Set<Applied.Child> written = new HashSet<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Applied.Note> notes = new ArrayList<>();

    Pass(KubernetesClient client, MachineResource owner, RecentWrites recent) {
        this.client = client;
        this.owner = owner;
        this.recent = recent;
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

    /** Makes or changes a child; the request answers with what is stored. Returns whether it went through. */
    boolean write(HasMetadata child, Supplier<HasMetadata> request) {
        return write(child, request, "");
    }

    /** The same; if it is refused, people are told this remedy as well. */
    boolean write(HasMetadata child, Supplier<HasMetadata> request, String remedy) {
        return attempt(child, () -> recent.remember(owner, request.get()), remedy);
    }

    /** Does a write that leaves nothing in a cache of ours. Returns whether it went through. */
    boolean send(HasMetadata child, Runnable request) {
        return attempt(child, request, "");
    }

    private boolean attempt(HasMetadata child, Runnable request, String remedy) {
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
     * children only: it is a stranger's, or an earlier Wukong's, or our own, of a moment ago or without its labels.
     */
    private void conflict(HasMetadata child) {
        var there = client.resource(child).get();
        var name = child.getMetadata().getName();
        if (there == null) {
            return; // Gone again, and the event of that wakes us.
        }
        if (Labels.belongsTo(there, owner)) {
            recent.remember(owner, there);
        } else if (there.hasOwnerReferenceFor(owner.uid())) {
            restore(child);
        } else if (Labels.wasMadeFor(there, owner)) {
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

    /** Ours by its owner reference: somebody took its labels, and with them it left our cache. */
    private void restore(HasMetadata child) {
        child.getMetadata().setResourceVersion(null);
        write(child, () -> client.resource(child).patch(FieldManager.apply()));
    }

    static String words(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
    }
}
