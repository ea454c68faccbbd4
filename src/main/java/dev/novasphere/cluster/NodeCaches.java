package dev.novasphere.cluster;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.external.NodeNetworkConfigurationEnactment;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import dev.novasphere.external.NodeNetworkState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What stands in no namespace and says which networks the nodes offer, and to whom. */
final class NodeCaches {
    private static final Scope EVERYWHERE = new Scope(Set.of());

    final KindCache<Node> nodes;
    final KindCache<NodeNetwork> networks;
    final KindCache<NodeNetworkState> states;
    final KindCache<NodeNetworkConfigurationPolicy> policies;
    final KindCache<NodeNetworkConfigurationEnactment> enactments;
    final KindCache<Namespace> namespaces;
    final KindCache<AddressLease> leases;

    /** Tells one listener of namespaces, by their names, one of leases, and one of everything else. */
    NodeCaches(
            KubernetesClient client,
            Runnable changed,
            Consumer<String> namespaceChanged,
            ResourceEventHandler<AddressLease> leaseChanged) {
        leases = new KindCache<>(client, AddressLease.class, EVERYWHERE, leaseChanged);
        nodes = cache(client, Node.class, changed);
        networks = cache(client, NodeNetwork.class, changed);
        states = cache(client, NodeNetworkState.class, changed);
        policies = cache(client, NodeNetworkConfigurationPolicy.class, changed);
        enactments = cache(client, NodeNetworkConfigurationEnactment.class, changed);
        // Also of one that comes: machines may be known before their namespace is. At the start nobody listens yet.
        namespaces = new KindCache<>(
                client,
                Namespace.class,
                EVERYWHERE,
                new EveryChange<>(namespace ->
                        namespaceChanged.accept(namespace.getMetadata().getName())));
    }

    private static <T extends HasMetadata> KindCache<T> cache(
            KubernetesClient client, Class<T> type, Runnable changed) {
        return new KindCache<>(client, type, EVERYWHERE, new EveryChange<>(object -> changed.run()));
    }

    List<KindCache<?>> all() {
        return List.of(nodes, networks, states, policies, enactments, namespaces, leases);
    }

    /** The labels of a namespace; empty: it is not known yet, which is not the same as having none. */
    Optional<Map<String, String>> namespaceLabels(String name) {
        return namespaces.get(name).map(FactsFromObjects::labels);
    }

    /** Whether NMState is installed: its three kinds come together. */
    boolean nmStateIsThere() {
        return states.isThere() && policies.isThere() && enactments.isThere();
    }
}
