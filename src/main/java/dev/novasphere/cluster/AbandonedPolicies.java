package dev.novasphere.cluster;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Policies whose node networks are no more: somebody has taken the finalizer off. An owner reference would not do in its
 * place, for a cascading deletion in the foreground would take the policy away before the bridge.
 */
@ApplicationScoped
public class AbandonedPolicies {
    private static final Logger LOG = Logger.getLogger(AbandonedPolicies.class);

    private final KubernetesClient client;
    private final ClusterFactsSource facts;

    /** Looks into the caches behind the facts. */
    public AbandonedPolicies(KubernetesClient client, ClusterFactsSource facts) {
        this.client = client;
        this.facts = facts;
    }

    /** Deletes them. The bridge stays on the nodes as it is: machines may be attached to it, and nobody waits for them. */
    public void drop() {
        var known = facts.nodes().networks.all().stream()
                .map(network -> network.getMetadata().getUid())
                .collect(Collectors.toSet());
        all().stream()
                .filter(policy -> Labels.value(policy, Labels.UID)
                        .filter(uid -> !known.contains(uid))
                        .isPresent())
                .filter(this::hasLostItsNetwork)
                .forEach(this::delete);
    }

    private List<NodeNetworkConfigurationPolicy> all() {
        return facts.nodes().policies.all().stream()
                .filter(policy -> Labels.value(policy, Labels.MANAGED_BY).equals(Optional.of(Labels.MANAGER))
                        && Labels.value(policy, Labels.KIND).equals(Optional.of(HasMetadata.getKind(NodeNetwork.class)))
                        && policy.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** The API server is asked, for one cache may be behind the other. */
    private boolean hasLostItsNetwork(NodeNetworkConfigurationPolicy policy) {
        var network = Labels.value(policy, Labels.NAME)
                .map(name -> client.resources(NodeNetwork.class).withName(name).get());
        return !network.map(there -> there.getMetadata().getUid()).equals(Labels.value(policy, Labels.UID));
    }

    private void delete(NodeNetworkConfigurationPolicy policy) {
        LOG.infof(
                "NodeNetworkConfigurationPolicy %s belongs to a NodeNetwork that is no more, and is deleted; what it made stays on the nodes.",
                policy.getMetadata().getName());
        client.resource(policy)
                .lockResourceVersion(policy.getMetadata().getResourceVersion())
                .delete();
    }
}
