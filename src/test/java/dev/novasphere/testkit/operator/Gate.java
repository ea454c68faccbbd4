package dev.novasphere.testkit.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.controlplane.LoopbackServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds the operator's writes to one resource of a tenant inside the API server: after the operator has decided, before
 * anything is stored. It is an admission webhook, so everybody else's writes pass.
 */
public final class Gate implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_HOLD_SECONDS = 30; // The API server waits no longer for a webhook.

    private final Tenant tenant;
    private final LoopbackServer server;
    private final ValidatingWebhookConfiguration configuration;
    private final AtomicBoolean inForce = new AtomicBoolean();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    private Gate(Tenant tenant, String group, String resource) throws IOException {
        this.tenant = tenant;
        this.server = LoopbackServer.start(this::review);
        this.configuration = configuration(group, resource);
    }

    /**
     * Shuts the gate before a resource and returns when it is shut.
     *
     * @param group API group
     * @param resource plural name, with the subresource behind a slash
     */
    public static Gate before(Tenant tenant, String group, String resource) throws Exception {
        var gate = new Gate(tenant, group, resource);
        tenant.client().resource(gate.configuration).create();
        Eventually.see(
                "The gate before " + resource + " of " + tenant.namespace() + " is shut",
                PATIENCE,
                gate::probe,
                inForce -> inForce);
        return gate;
    }

    /** Waits until a write of the operator stands before the gate. */
    public void awaitWrite() throws InterruptedException {
        if (!arrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The operator wrote nothing within " + PATIENCE.toSeconds()
                    + " s that the gate of " + tenant.namespace() + " could hold.");
        }
    }

    /** Lets what stands before the gate go on, and everything that comes after it. */
    public void open() {
        open.countDown();
    }

    @Override
    public void close() {
        open();
        tenant.client().resource(configuration).delete();
        server.close();
    }

    /** A write that is only tried and that nobody else makes: the API server takes up a webhook after a moment. */
    private boolean probe() {
        var probe = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(tenant.namespace())
                .withName("gate-probe")
                .endMetadata()
                .build();
        tenant.client().resource(probe).dryRun().create();
        return inForce.get();
    }

    private String review(String text) {
        var request = json(text).path("request");
        if (AuditLog.OPERATOR.equals(request.at("/userInfo/username").asText())) {
            arrived.countDown();
            hold();
        } else {
            inForce.set(true);
        }
        var review =
                JSON.createObjectNode().put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        review.putObject("response").put("uid", request.path("uid").asText()).put("allowed", true);
        return review.toString();
    }

    private void hold() {
        try {
            if (!open.await(LONGEST_HOLD_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody opened the gate of " + tenant.namespace() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The gate is being taken down, and the request with it.
        }
    }

    private ValidatingWebhookConfiguration configuration(String group, String resource) {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("gate-" + tenant.namespace())
                .endMetadata()
                .addNewWebhook()
                .withName("gate.test.novasphere.dev")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withTimeoutSeconds(LONGEST_HOLD_SECONDS)
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", tenant.namespace())
                .endNamespaceSelector()
                .addNewRule()
                .withApiGroups(group)
                .withApiVersions("*")
                .withResources(resource)
                .withOperations("CREATE", "UPDATE")
                .endRule()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withResources("configmaps")
                .withOperations("CREATE")
                .endRule()
                .withNewClientConfig()
                .withUrl(server.address().toString())
                .withCaBundle(
                        Base64.getEncoder().encodeToString(server.authority().getBytes(StandardCharsets.US_ASCII)))
                .endClientConfig()
                .endWebhook()
                .build();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The API server sent an admission review that is no JSON.", e);
        }
    }
}
