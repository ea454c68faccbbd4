package dev.novasphere.bench;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long another tenant's new machine takes while one tenant has thousands of specs that cannot be followed: from its
 * creation until its status says Running. The faulty ones are there before the operator, so that it is its queue that is
 * measured and not the users' requests; a third of them is refused a claim and tried again and again.
 * None of them gets as far as a VirtualMachine: the simulators, which serve one after the other, would be measured.
 */
final class Fairness {
    private static final String BAD = "bad-tenant";
    private static final int USERS = 16;
    private static final int PROBES = 12;
    /** Finalizer, judgement, and the events of both. */
    private static final int PASSES = 3;

    private static final long PATIENCE_SECONDS = 300;

    /** User data with a key that is refused, an attachment that nobody has made, a claim that a policy refuses. */
    private static final List<String> FAULTS = List.of(
            "userData: \"#cloud-config\\nnetwork: {config: disabled}\\n\"",
            "networks: [{name: lan, type: bridge, nadName: nowhere}]",
            "disks: [{name: data, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}]");

    private final KubernetesClient client;
    private int count;

    private Fairness(KubernetesClient client) {
        this.client = client;
    }

    /** One row of Markdown each: alone, while the faulty are worked off, and after. */
    static List<String> measure(int faulty) throws IOException, InterruptedException {
        try (var bed = Bed.start();
                var client = bed.client()) {
            var fairness = new Fairness(client);
            List<Duration> alone;
            try (var _ = bed.startOperator()) {
                fairness.probe(); // The first is slower than all others.
                alone = fairness.probes(PROBES);
            }
            fairness.fault(faulty);
            try (var operator = bed.startOperator()) {
                var during = new ArrayList<Duration>();
                while (during.isEmpty() || fairness.isBusy(operator, faulty)) {
                    during.add(fairness.probe());
                }
                var after = fairness.probes(PROBES);
                return List.of(
                        row("alone", alone, alone),
                        row("while %d faulty specs of another tenant are worked off".formatted(faulty), during, alone),
                        row("while they stand there and are tried again", after, alone));
            }
        }
    }

    private void fault(int faulty) throws InterruptedException {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(BAD)
                        .endMetadata()
                        .build())
                .create();
        client.resource(Serialization.unmarshal("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: no-claims}
                spec:
                  matchConstraints:
                    resourceRules:
                      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [persistentvolumeclaims]}
                  validations: [{expression: "false", message: No claim for you.}]
                """, ValidatingAdmissionPolicy.class))
                .create();
        client.resource(Serialization.unmarshal("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: no-claims}
                spec:
                  policyName: no-claims
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}}
                """.formatted(BAD), ValidatingAdmissionPolicyBinding.class))
                .create();
        Crowd.each(faulty, USERS, number -> client.resource(machine(number)).create());
    }

    private static Wukong machine(int number) {
        return Serialization.unmarshal("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: bad-%05d, namespace: %s}
                spec:
                  cpu: 1
                  memory: 1Gi
                  %s
                """.formatted(number, BAD, FAULTS.get(number % FAULTS.size())), Wukong.class);
    }

    private boolean isBusy(OperatorProcess operator, int faulty) throws IOException, InterruptedException {
        return new Meter(operator).reconciles() < PASSES * faulty;
    }

    private List<Duration> probes(int number) {
        var times = new ArrayList<Duration>();
        for (int probe = 0; probe < number; probe++) {
            times.add(probe());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return times;
    }

    private Duration probe() {
        long begin = System.nanoTime();
        var probe = client.resource(Sample.machine(100_000 + count++)).create();
        client.resource(probe)
                .waitUntilCondition(
                        there -> there != null && there.getStatus() != null && Tenant.isRunning(there.getStatus()),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static String row(String what, List<Duration> times, List<Duration> alone) {
        return "| a new machine until it runs, %s: median and longest of %d | %.2f s, %.2f s | %s |"
                .formatted(
                        what,
                        times.size(),
                        median(times).toMillis() / 1000.0,
                        times.stream().max(Duration::compareTo).orElseThrow().toMillis() / 1000.0,
                        times.equals(alone)
                                ? ""
                                : "×%.2f (aim: ≤ ×2)"
                                        .formatted((double) median(times).toMillis()
                                                / median(alone).toMillis()));
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
