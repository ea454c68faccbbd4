package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The webhooks of KubeVirt, CDI and NMState as admission policies: the API server itself adds the fields, so that nobody owns
 * them, and refuses what the webhooks were seen to refuse, in their words. Each policy is a file of three documents: the
 * policy, its binding, and an object that shows whether it is in force.
 */
final class AdmissionPolicy {

    private static final Duration TAKES_EFFECT_WITHIN = Duration.ofSeconds(30);
    private static final List<String> VALIDATING =
            List.of("virt-api-power.yaml", "virt-api-disks.yaml", "virt-api-networks.yaml", "cdi-data-volumes.yaml");

    /** The annotation that NMState's webhook changes at every write. */
    static final String STAMP = "nmstate.io/webhook-mutating-timestamp";

    private final KubernetesClient client;

    AdmissionPolicy(KubernetesClient client) {
        this.client = client;
    }

    /** Puts the policies in force; leaves out the one that adds fields where the API server has no such policies. */
    void install() {
        if (canAddFields()) {
            var probe = apply("virt-api-defaults.yaml");
            await(probe, () -> Tree.of(dryRun(probe)).has("spec", "template", "spec", "architecture"));
        }
        var refused = VALIDATING.stream().map(this::apply).toList();
        refused.forEach(probe -> await(probe, () -> isRefused(probe)));
    }

    /** Puts NMState's in force; its kinds must be there. */
    void installNmState() {
        if (canAddFields()) {
            var probe = apply("nmstate-timestamp.yaml");
            await(probe, () -> dryRun(probe).getMetadata().getAnnotations().containsKey(STAMP));
        }
        var refused = apply("nmstate-policies.yaml");
        await(refused, () -> isRefused(refused));
    }

    private boolean canAddFields() {
        return client.getApiResources("admissionregistration.k8s.io/v1").getResources().stream()
                .anyMatch(r -> "MutatingAdmissionPolicy".equals(r.getKind()));
    }

    private GenericKubernetesResource apply(String file) {
        var documents = Stream.of(read(file).split("\n---\n", -1))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
        documents.stream()
                .limit(documents.size() - 1L)
                .forEach(policy -> client.resource(policy).forceConflicts().serverSideApply());
        return documents.getLast();
    }

    private static String read(String file) {
        try (var stream = AdmissionPolicy.class.getResourceAsStream("/simulators/" + file)) {
            return new String(
                    Objects.requireNonNull(stream, "no test resource simulators/" + file)
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(GenericKubernetesResource probe, BooleanSupplier inForce) {
        var deadline = System.nanoTime() + TAKES_EFFECT_WITHIN.toNanos();
        while (!inForce.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The simulated admission of %s did not take effect within %d s on %s. See whether the API server's log names it."
                                .formatted(
                                        probe.getKind(),
                                        TAKES_EFFECT_WITHIN.toSeconds(),
                                        probe.getAdditionalProperties()));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private GenericKubernetesResource dryRun(GenericKubernetesResource probe) {
        return client.resource(Serialization.clone(probe)).dryRun().create();
    }

    private boolean isRefused(GenericKubernetesResource probe) {
        try {
            dryRun(probe);
            return false;
        } catch (KubernetesClientException e) {
            if (String.valueOf(e.getMessage()).contains("denied request")) {
                return true;
            }
            throw e;
        }
    }
}
