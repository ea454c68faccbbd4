package dev.novasphere.cluster;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkStatus;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import dev.novasphere.external.ObservedCondition;
import dev.novasphere.nodenetwork.NodeNetworkPass;
import dev.novasphere.nodenetwork.NodeNetworkPass.Refused;
import dev.novasphere.nodenetwork.NodeNetworkReason;
import dev.novasphere.nodenetwork.NodePolicies;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * Writes the policy of a node network where it differs, and its status. A policy is ours as a whole and written as a whole,
 * and never while NMState is busy with it, which upstream calls undefined.
 */
@ApplicationScoped
public class NodeNetworkWriter {
    /** The code of an exception that no answer of the API server stands behind. */
    private static final int UNANSWERED = 0;

    private final KubernetesClient client;

    /** Writes through this client. */
    public NodeNetworkWriter(KubernetesClient client) {
        this.client = client;
    }

    /** Brings the policy to what is wanted now, and tells what came of it. */
    public NodeNetworkPass apply(NodeNetworkPass pass) {
        var wanted = NodePolicies.wanted(pass.network());
        var there = pass.observed().policy();
        if (there.isEmpty()) {
            return attempt(pass, () -> client.resource(wanted).create());
        }
        if (NodePolicies.isSame(there.get(), wanted) || isBusy(there.get())) {
            return pass;
        }
        if (!NodePolicies.canBecome(there.get(), wanted)) {
            return drop(pass); // The bridge stays meanwhile; the policy is made anew when NMState has let go of it.
        }
        wanted.getMetadata().setResourceVersion(there.get().getMetadata().getResourceVersion());
        return attempt(pass, () -> client.resource(wanted).update());
    }

    /** Deletes the policy, where there is one of ours, which leaves everything on the nodes as it is. */
    public NodeNetworkPass drop(NodeNetworkPass pass) {
        return pass.observed()
                .ownPolicy(pass.network())
                .filter(policy -> policy.getMetadata().getDeletionTimestamp() == null)
                .map(policy -> attempt(pass, () -> client.resource(policy).delete()))
                .orElse(pass);
    }

    /** A refusal is told, whatever its code: a webhook that cannot be reached answers with one of a server's faults. */
    private static NodeNetworkPass attempt(NodeNetworkPass pass, Runnable write) {
        try {
            write.run();
            return pass.with(Optional.empty(), true);
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> pass; // The cache is behind; its next event wakes us.
                case UNANSWERED -> throw e; // Then the status cannot be written either.
                default -> pass.with(Optional.of(rejected(pass.network(), e)), false);
            };
        }
    }

    /** Returns whether the status differed and was written. */
    public boolean tell(NodeNetwork network, NodeNetworkStatus status) {
        if (status.equals(network.getStatus())) {
            return false;
        }
        var patch = new NodeNetwork();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(network.name())
                .withUid(network.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        try {
            client.resource(patch).subresource("status").patch(FieldManager.apply());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false; // Deleted, or made anew under the same name: this status is nobody's any longer.
            }
            throw e;
        }
    }

    private static boolean isBusy(NodeNetworkConfigurationPolicy policy) {
        return Optional.ofNullable(policy.getStatus())
                .flatMap(status -> status.condition("Progressing"))
                .filter(ObservedCondition::holds)
                .isPresent();
    }

    private static Refused rejected(NodeNetwork network, KubernetesClientException e) {
        return new Refused(
                NodeNetworkReason.PolicyRejected,
                "NodeNetworkConfigurationPolicy %s is refused: %s"
                        .formatted(NodePolicies.name(network), Pass.words(e)));
    }
}
