package dev.novasphere.guard;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every object of every kind that the API server lists, in all namespaces and in none, as its very text. */
final class Surroundings {
    /** What changes by itself in every cluster. */
    private static final Set<String> RESTLESS = Set.of("Lease");

    private Surroundings() {}

    /** All objects but those of a namespace, events and leases: {@code Kind namespace/name} and the text. */
    static Map<String, String> outside(KubernetesClient client, String namespace) {
        return texts(
                client, object -> !isOf(object, namespace) && !object.getKind().equals("Event"));
    }

    /** All objects, events among them. */
    static Map<String, String> everything(KubernetesClient client) {
        return texts(client, object -> true);
    }

    /** What differs between two looks: the object and its two texts. */
    static List<String> differences(Map<String, String> before, Map<String, String> after) {
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(before.get(id), after.get(id)))
                .map(id -> "%s was\n%s\nand is\n%s".formatted(id, before.get(id), after.get(id)))
                .toList();
    }

    private static Map<String, String> texts(KubernetesClient client, Predicate<GenericKubernetesResource> wanted) {
        return kinds(client)
                .flatMap(kind -> objects(client, kind))
                .filter(object -> !RESTLESS.contains(object.getKind()))
                .filter(wanted)
                .collect(Collectors.toMap(
                        Surroundings::id, Serialization::asYaml, (first, again) -> first, TreeMap::new));
    }

    /** A namespace, what is in it, and the volumes that its claims got. */
    private static boolean isOf(GenericKubernetesResource object, String namespace) {
        return namespace.equals(object.getMetadata().getNamespace())
                || (object.getKind().equals("Namespace")
                        && namespace.equals(object.getMetadata().getName()))
                || namespace.equals(object.get("spec", "claimRef", "namespace"));
    }

    private static Stream<ResourceDefinitionContext> kinds(KubernetesClient client) {
        var groups = client.getApiGroups().getGroups().stream()
                .map(group -> group.getPreferredVersion().getGroupVersion());
        return Stream.concat(Stream.of("v1"), groups)
                .flatMap(version -> client.getApiResources(version).getResources().stream()
                        .filter(resource -> List.of("list", "get").stream().allMatch(resource.getVerbs()::contains))
                        .map(resource -> context(version, resource)));
    }

    private static ResourceDefinitionContext context(String groupVersion, APIResource resource) {
        var slash = groupVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? "" : groupVersion.substring(0, slash))
                .withVersion(groupVersion.substring(slash + 1))
                .withKind(resource.getKind())
                .withPlural(resource.getName())
                .withNamespaced(Boolean.TRUE.equals(resource.getNamespaced()))
                .build();
    }

    /** The items of a list do not always say of what kind they are. */
    private static Stream<GenericKubernetesResource> objects(KubernetesClient client, ResourceDefinitionContext kind) {
        var resources = client.genericKubernetesResources(kind);
        var items = kind.isNamespaceScoped()
                ? resources.inAnyNamespace().list().getItems()
                : resources.list().getItems();
        items.forEach(item -> item.setKind(kind.getKind()));
        return items.stream();
    }

    private static String id(GenericKubernetesResource object) {
        return "%s %s/%s"
                .formatted(
                        object.getKind(),
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName());
    }
}
