package dev.novasphere.crd;

import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.controlplane.SharedControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Arrays;
import java.util.Optional;

/** The real API server with our CRDs, where unknown fields are refused, as {@code kubectl apply} asks for. */
public final class StrictServer implements AutoCloseable {
    private final KubernetesClient client;

    /** The shared control plane with our CRDs. */
    public StrictServer() {
        client = new KubernetesClientBuilder()
                .withConfig(SharedControlPlane.get().adminConfig())
                .build();
        PlatformCrds.applyAll(client, Arrays.stream(Crd.values()).map(Crd::file).toList());
    }

    /** Makes a namespace where it is missing. */
    public void namespace(String name) {
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
        client.resource(namespace).serverSideApply();
    }

    /** Stores a new object, or throws what the API server says against it. */
    public void create(String namespace, GenericKubernetesResource object) {
        at(namespace, object).fieldValidation(Validation.STRICT).create();
    }

    void update(String namespace, GenericKubernetesResource object) {
        at(namespace, object).fieldValidation(Validation.STRICT).update();
    }

    /** What the API server would store, or throws what it says against it. Nothing is stored. */
    public void dryRun(String namespace, GenericKubernetesResource object) {
        at(namespace, object).dryRun().fieldValidation(Validation.STRICT).create();
    }

    /** What is stored under the name of an object. */
    Optional<GenericKubernetesResource> stored(String namespace, GenericKubernetesResource object) {
        return Optional.ofNullable(at(namespace, object).get());
    }

    private Resource<GenericKubernetesResource> at(String namespace, GenericKubernetesResource object) {
        var resource = client.resource(object);
        return Crd.of(object.getKind()).isMachine() ? resource.inNamespace(namespace) : resource;
    }

    @Override
    public void close() {
        client.close();
    }
}
