package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Virt-api's mutating webhook as a MutatingAdmissionPolicy: the API server itself adds the fields at admission, so that
 * nobody owns them, as was observed of the webhook.
 */
final class AdmissionPolicy {

    private static final Duration TAKES_EFFECT_WITHIN = Duration.ofSeconds(30);

    private static final String YAML = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicy
            metadata: {name: simulated-virt-api}
            spec:
              failurePolicy: Fail
              reinvocationPolicy: Never
              matchConstraints:
                resourceRules:
                - {apiGroups: [kubevirt.io], apiVersions: ["*"], resources: [virtualmachines], operations: [CREATE, UPDATE]}
              variables:
              - {name: template, expression: object.spec.template}
              - {name: domain, expression: object.spec.template.spec.domain}
              mutations:
              - patchType: JSONPatch
                jsonPatch:
                  expression: >-
                    (has(variables.template.metadata) ? []
                      : [JSONPatch{op: "add", path: "/spec/template/metadata", value: {}}])
                    + (has(variables.template.metadata) && has(variables.template.metadata.annotations) ? []
                      : [JSONPatch{op: "add", path: "/spec/template/metadata/annotations", value: {}}])
                    + [JSONPatch{op: "add", value: "v3",
                      path: "/spec/template/metadata/annotations/kubevirt.io~1pci-topology-version"}]
                    + (has(variables.template.spec.architecture) ? []
                      : [JSONPatch{op: "add", path: "/spec/template/spec/architecture", value: "amd64"}])
                    + (has(variables.domain.machine) ? []
                      : [JSONPatch{op: "add", path: "/spec/template/spec/domain/machine", value: {"type": "q35"}}])
                    + (has(variables.domain.resources) ? []
                      : [JSONPatch{op: "add", path: "/spec/template/spec/domain/resources", value: {}}])
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicyBinding
            metadata: {name: simulated-virt-api}
            spec: {policyName: simulated-virt-api}
            """;

    private final KubernetesClient client;

    AdmissionPolicy(KubernetesClient client) {
        this.client = client;
    }

    /** Puts the policy in force; does nothing where the API server has no such policies. */
    void install() {
        var served = client.getApiResources("admissionregistration.k8s.io/v1").getResources().stream()
                .anyMatch(r -> "MutatingAdmissionPolicy".equals(r.getKind()));
        if (!served) {
            return;
        }
        for (var document : YAML.split("---\n", -1)) {
            client.resource(Serialization.unmarshal(document, GenericKubernetesResource.class))
                    .forceConflicts()
                    .serverSideApply();
        }
        var deadline = System.nanoTime() + TAKES_EFFECT_WITHIN.toNanos();
        while (!inForce()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "MutatingAdmissionPolicy simulated-virt-api did not take effect within %d s. See whether the API server's log names it."
                                .formatted(TAKES_EFFECT_WITHIN.toSeconds()));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private boolean inForce() {
        var probe = Serialization.unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: probe, namespace: default}
                spec: {runStrategy: Halted, template: {spec: {domain: {devices: {}}}}}
                """, GenericKubernetesResource.class);
        var answer = client.genericKubernetesResources(Kinds.VIRTUAL_MACHINE)
                .inNamespace("default")
                .resource(probe)
                .dryRun()
                .create();
        return Tree.of(answer).has("spec", "template", "spec", "architecture");
    }
}
