package dev.novasphere.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the operator looks. Its roles end there as well, so asking further is forbidden.
 *
 * @param namespaces the namespaces that are served; empty for all of the cluster
 */
public record Scope(Set<String> namespaces) {

    /** What has to be watched to see all objects of a kind: one list, or one for each namespace. */
    <T extends HasMetadata> Stream<Informable<T>> lists(KubernetesClient client, Class<T> type) {
        return namespaces.isEmpty()
                ? Stream.of(client.resources(type).inAnyNamespace())
                : namespaces.stream().map(namespace -> client.resources(type).inNamespace(namespace));
    }
}
