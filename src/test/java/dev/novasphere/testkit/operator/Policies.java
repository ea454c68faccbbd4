package dev.novasphere.testkit.operator;

import dev.novasphere.testkit.controlplane.Eventually;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The chart's admission policies and their bindings.
 *
 * @param objects as Helm renders them
 */
public record Policies(List<HasMetadata> objects) {
    private static final Set<Class<? extends HasMetadata>> KINDS =
            Set.of(ValidatingAdmissionPolicy.class, ValidatingAdmissionPolicyBinding.class);
    /** Refused by the policy on images, whose binding comes last. */
    private static final String PROBE = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: probe, namespace: default}
            spec:
              cpu: 1
              memory: 1Gi
              disks: [{name: probe, size: 1Gi, storageClassName: longhorn, image: "https://10.0.0.1/probe"}]
            """;

    private static final String REFUSAL = "is an address, or a name inside the cluster";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** With the chart's own values. */
    public static Policies shipped() {
        return of("");
    }

    /** With values of an administrator, as YAML. */
    public static Policies of(String values) {
        try {
            var file = Files.createTempFile("values-", ".yaml");
            Files.writeString(file, values);
            var rendered = Chart.render("--values", file.toString()).stream()
                    .filter(object -> KINDS.contains(object.getClass()))
                    .sorted(Comparator.comparing(Policies::isProbed))
                    .toList();
            Files.delete(file);
            return new Policies(rendered);
        } catch (IOException e) {
            throw new UncheckedIOException("The values for the chart cannot be written.", e);
        }
    }

    private static boolean isProbed(HasMetadata object) {
        return object instanceof ValidatingAdmissionPolicyBinding
                && object.getMetadata().getName().endsWith("-images");
    }

    /** Applies them; the API server takes them up after a moment. */
    public void apply(KubernetesClient client) {
        objects.forEach(object -> client.resource(object).forceConflicts().serverSideApply());
    }

    /** Deletes them; the API server forgets them after a moment. */
    public void delete(KubernetesClient client) {
        objects.forEach(object -> client.resource(object).delete());
    }

    /** Applies them and returns when the last of them refuses what it shall. */
    public void enforce(KubernetesClient client) throws Exception {
        apply(client);
        Eventually.see(
                "the admission policies are in force", PATIENCE, () -> answer(client), said -> said.contains(REFUSAL));
    }

    private static String answer(KubernetesClient client) {
        try {
            client.resource(PROBE).dryRun().create();
            return "The probe was let in.";
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
