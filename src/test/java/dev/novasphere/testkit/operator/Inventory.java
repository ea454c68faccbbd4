package dev.novasphere.testkit.operator;

import dev.novasphere.api.Wukong;
import dev.novasphere.desired.Labels;
import dev.novasphere.desired.Names;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.controlplane.Eventually;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an administrator finds in a tenant's namespace. */
public final class Inventory {
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            VirtualMachine.class,
            VirtualMachineInstance.class,
            DataVolume.class,
            PersistentVolumeClaim.class,
            NetworkAttachmentDefinition.class,
            Secret.class);
    /** What every namespace has from its beginning. */
    private static final Set<String> GIVEN = Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default");

    private Inventory() {}

    /**
     * Every object of every kind that the API server knows, whoever made it, as {@code Kind/name}; left out are Events
     * and what every namespace has.
     */
    public static List<String> everything(Tenant tenant) {
        var client = tenant.client();
        var groups = client.getApiGroups().getGroups().stream()
                .map(group -> group.getPreferredVersion().getGroupVersion());
        return Stream.concat(Stream.of("v1"), groups)
                .flatMap(version -> client.getApiResources(version).getResources().stream()
                        .filter(Inventory::isListedByNamespace)
                        .map(resource -> context(version, resource)))
                .flatMap(kind -> names(tenant, kind).map(name -> kind.getKind() + "/" + name))
                .filter(id -> !GIVEN.contains(id))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isListedByNamespace(APIResource resource) {
        return Boolean.TRUE.equals(resource.getNamespaced())
                && resource.getVerbs().contains("list")
                && !resource.getKind().equals("Event");
    }

    private static ResourceDefinitionContext context(String groupVersion, APIResource resource) {
        var slash = groupVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? "" : groupVersion.substring(0, slash))
                .withVersion(groupVersion.substring(slash + 1))
                .withKind(resource.getKind())
                .withPlural(resource.getName())
                .withNamespaced(true)
                .build();
    }

    /** The items of a list do not always say of what kind they are. */
    private static Stream<String> names(Tenant tenant, ResourceDefinitionContext kind) {
        return tenant
                .client()
                .genericKubernetesResources(kind)
                .inNamespace(tenant.namespace())
                .list()
                .getItems()
                .stream()
                .map(object -> object.getMetadata().getName());
    }

    private static String id(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    /** The operator's objects of every kind that it makes, CDI's short-lived claims left out, as {@code Kind/name}. */
    public static List<String> children(Tenant tenant) {
        return objects(tenant, Labels.MANAGED_BY, Labels.MANAGER)
                .map(Inventory::id)
                .sorted()
                .toList();
    }

    /** Objects of every kind that the operator makes and that a label selects, CDI's short-lived claims left out. */
    public static Stream<HasMetadata> objects(Tenant tenant, String label, String value) {
        return KINDS.stream()
                .flatMap(kind -> tenant
                        .client()
                        .resources(kind)
                        .inNamespace(tenant.namespace())
                        .withLabel(label, value)
                        .list()
                        .getItems()
                        .stream())
                .map(HasMetadata.class::cast)
                .filter(object -> !object.getMetadata().getName().startsWith("prime-"));
    }

    /** The Events about an object, oldest first. */
    public static List<Event> events(Tenant tenant, String name) {
        return tenant.client().v1().events().inNamespace(tenant.namespace()).list().getItems().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .sorted(Comparator.comparingLong(
                        event -> Long.parseLong(event.getMetadata().getResourceVersion())))
                .toList();
    }

    /** The reasons of the Events about an object, oldest first. */
    public static List<String> news(Tenant tenant, String name) {
        return events(tenant, name).stream().map(Event::getReason).toList();
    }

    /** Waits until something has been announced, which happens after it stands in the status; returns all news so far. */
    public static List<String> newsWith(Tenant tenant, String name, String reason) throws Exception {
        return Eventually.see(
                "an event " + reason + " about " + name,
                Duration.ofSeconds(10),
                () -> news(tenant, name),
                news -> news.contains(reason));
    }

    /** The name that the claim of a Wukong's disk has, or will have. */
    public static String claim(Tenant tenant, String wukong, String disk) {
        var owner = new Wukong();
        owner.setMetadata(new ObjectMetaBuilder()
                .withNamespace(tenant.namespace())
                .withName(wukong)
                .build());
        return Names.claim(owner, disk);
    }
}
