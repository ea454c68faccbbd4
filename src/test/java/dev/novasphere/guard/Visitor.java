package dev.novasphere.guard;

import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Somebody of one namespace: who may create, update and get Wukongs and VirtualMachineProfiles there, or who rules there. */
final class Visitor implements AutoCloseable {
    private static final String NAME = "mallory";
    private static final String LANDLORD = "landlord";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final String namespace;

    private Visitor(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Lets the person in, and returns when the API server knows it. */
    static Visitor of(ControlPlane plane, Tenant tenant) throws Exception {
        let(tenant);
        var config = plane.configForUser(NAME);
        var visitor =
                new Visitor(new KubernetesClientBuilder().withConfig(config).build(), tenant.namespace());
        Eventually.see("what " + NAME + " may do is known", PATIENCE, visitor::isLetIn, in -> in);
        return visitor;
    }

    /** Somebody who has the role admin in the namespace, with what the roles of the chart add to it. */
    static Visitor landlord(ControlPlane plane, Tenant tenant) throws Exception {
        bind(tenant, LANDLORD, "ClusterRole", "admin");
        var client = new KubernetesClientBuilder()
                .withConfig(plane.configForUser(LANDLORD))
                .build();
        var landlord = new Visitor(client, tenant.namespace());
        Eventually.see(
                "what the " + LANDLORD + " may do is known",
                PATIENCE,
                () -> landlord.may("create", "secrets") && landlord.may("delete", "wukongs.vm.novasphere.dev"),
                in -> in);
        return landlord;
    }

    private static void bind(Tenant tenant, String user, String kind, String role) {
        tenant.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(tenant.namespace())
                        .withName(user)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                        .addNewSubject()
                        .withApiGroup("rbac.authorization.k8s.io")
                        .withKind("User")
                        .withName(user)
                        .endSubject()
                        .build())
                .create();
    }

    private static void let(Tenant tenant) {
        tenant.client()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(tenant.namespace())
                        .withName(NAME)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("vm.novasphere.dev", "vm.example.com")
                        .withResources("wukongs", "virtualmachineprofiles")
                        .withVerbs("create", "update", "get")
                        .endRule()
                        .build())
                .create();
        bind(tenant, NAME, "Role", NAME);
    }

    private boolean isLetIn() {
        try {
            stored("apiVersion: vm.novasphere.dev/v1alpha1\nkind: Wukong\nmetadata: {name: nobody}\n");
            return true;
        } catch (KubernetesClientException e) {
            return false; // Forbidden: the role is not known yet.
        }
    }

    /** Creates an object, or updates the one that is there; once more where somebody else was faster. */
    GenericKubernetesResource send(String yaml) {
        while (true) {
            try {
                return sendOnce(yaml);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
            }
        }
    }

    private GenericKubernetesResource sendOnce(String yaml) {
        var asked = object(yaml);
        var there = stored(yaml);
        if (there.isEmpty()) {
            return client.resource(asked).create();
        }
        asked.getMetadata().setResourceVersion(there.get().getMetadata().getResourceVersion());
        return client.resource(asked).update();
    }

    /** Asks for an object, or does something to it, wherever it says that it stands. */
    void dare(String verb, String yaml) {
        var object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        switch (verb) {
            case "get" -> client.resource(object).get();
            case "list" ->
                client.genericKubernetesResources(object.getApiVersion(), object.getKind())
                        .inAnyNamespace()
                        .list();
            case "create" -> client.resource(object).create();
            case "update" -> client.resource(object).update();
            case "patch" -> client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), yaml);
            case "delete" -> client.resource(object).delete();
            default -> throw new AssertionError("Nobody knows how to \"" + verb + "\".");
        }
    }

    /** What is stored under the name of an object. */
    Optional<GenericKubernetesResource> stored(String yaml) {
        return Optional.ofNullable(client.resource(object(yaml)).get());
    }

    /** Creates an object as programs do that do not ask for strictness, and returns the API server's whole answer. */
    HttpResponse<String> post(String yaml) throws Exception {
        var path = "apis/vm.novasphere.dev/v1alpha1/namespaces/" + namespace + "/wukongs?fieldValidation=Warn";
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(URI.create(client.getMasterUrl() + path))
                .post("application/json", Serialization.asJson(object(yaml)))
                .build();
        return http.sendAsync(request, String.class).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether the roles let the person do this; a resource outside the core group is written with its group. */
    boolean may(String verb, String resource) {
        var name = resource.split("[.]", 2);
        return client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withNamespace(namespace)
                        .withVerb(verb)
                        .withResource(name[0])
                        .withGroup(name.length == 1 ? "" : name[1])
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    private GenericKubernetesResource object(String yaml) {
        var object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return object;
    }

    @Override
    public void close() {
        client.close();
    }
}
