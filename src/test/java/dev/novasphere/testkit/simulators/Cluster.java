package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What all actors see: one cache for each kind, shared, so that a thousand machines cost one watch a kind. */
final class Cluster implements AutoCloseable {

    final KubernetesClient client;
    final Cache<GenericKubernetesResource> machines;
    final Cache<GenericKubernetesResource> instances;
    final Cache<GenericKubernetesResource> kubeVirts;
    final Cache<GenericKubernetesResource> dataVolumes;
    final Cache<GenericKubernetesResource> profiles;
    final Cache<GenericKubernetesResource> attachments;
    final Cache<Pod> pods;
    final Cache<PersistentVolumeClaim> claims;
    final Cache<PersistentVolume> volumes;
    final Cache<StorageClass> classes;
    final Cache<CSIDriver> drivers;
    final Cache<Node> nodes;

    Cluster(KubernetesClient client) {
        this.client = client;
        machines = new Cache<>(generic(client, Kinds.VIRTUAL_MACHINE));
        instances = new Cache<>(generic(client, Kinds.INSTANCE), InstanceVolumes::claimKeys);
        kubeVirts = new Cache<>(generic(client, Kinds.KUBEVIRT));
        dataVolumes = new Cache<>(generic(client, Kinds.DATA_VOLUME));
        profiles = new Cache<>(client.genericKubernetesResources(Kinds.STORAGE_PROFILE));
        attachments = new Cache<>(generic(client, Kinds.ATTACHMENT));
        pods = new Cache<>(client.pods().inAnyNamespace(), Cluster::podIndex);
        claims = new Cache<>(client.persistentVolumeClaims().inAnyNamespace());
        volumes = new Cache<>(client.persistentVolumes(), Cluster::volumeIndex);
        classes = new Cache<>(client.storage().v1().storageClasses());
        drivers = new Cache<>(client.storage().v1().csiDrivers());
        nodes = new Cache<>(client.nodes());
    }

    private static io.fabric8.kubernetes.client.dsl.Informable<GenericKubernetesResource> generic(
            KubernetesClient client, ResourceDefinitionContext kind) {
        return client.genericKubernetesResources(kind).inAnyNamespace();
    }

    /** Pods are found by the uid of their owner and by the claims they use. */
    private static List<String> podIndex(Pod pod) {
        var owners = pod.getMetadata().getOwnerReferences().stream().map(OwnerReference::getUid);
        var claims = claimsOf(pod).stream().map(Key::toString);
        return Stream.concat(owners, claims).toList();
    }

    private static List<String> volumeIndex(PersistentVolume volume) {
        var claim = volume.getSpec().getClaimRef();
        return claim == null ? List.of() : List.of(claim.getNamespace() + "/" + claim.getName());
    }

    static List<Key> claimsOf(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .filter(v -> v.getPersistentVolumeClaim() != null)
                .map(v -> Key.of(pod).named(v.getPersistentVolumeClaim().getClaimName()))
                .toList();
    }

    Optional<StorageClass> classOf(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getSpec().getStorageClassName()).flatMap(c -> classes.find(new Key("", c)));
    }

    Optional<Pod> launcher(GenericKubernetesResource instance) {
        return pods.indexed(instance.getMetadata().getUid()).stream().findFirst();
    }

    void start() {
        all().forEach(Cache::start);
    }

    private Stream<Cache<?>> all() {
        return Stream.of(
                nodes,
                classes,
                drivers,
                profiles,
                kubeVirts,
                attachments,
                volumes,
                claims,
                dataVolumes,
                pods,
                instances,
                machines);
    }

    @Override
    public void close() {
        all().forEach(Cache::close);
    }
}
