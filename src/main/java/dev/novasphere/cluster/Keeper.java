package dev.novasphere.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.Optional;

/** Keeps a child as wanted by server-side apply, and writes only where our fields differ. */
final class Keeper {
    /** No object has this version: an apply with it makes one or fails with a conflict, and never takes one over. */
    private static final String ONLY_IF_ABSENT = "1";

    private final KubernetesClient client;
    private final Pass pass;
    private final Context<?> context;

    Keeper(KubernetesClient client, Pass pass, Context<?> context) {
        this.client = client;
        this.pass = pass;
        this.context = context;
    }

    /** Returns whether something was written. One that somebody is deleting is left to go, and made again then. */
    <T extends HasMetadata> boolean keep(T wanted, Optional<T> there) {
        if (there.isEmpty()) {
            wanted.getMetadata().setResourceVersion(ONLY_IF_ABSENT);
            return apply(wanted);
        }
        return there.get().getMetadata().getDeletionTimestamp() == null
                && !SSABasedGenericKubernetesResourceMatcher.<T>getInstance().matches(there.get(), wanted, context)
                && apply(wanted);
    }

    private boolean apply(HasMetadata wanted) {
        return pass.write(wanted, () -> client.resource(wanted).patch(FieldManager.apply()));
    }
}
