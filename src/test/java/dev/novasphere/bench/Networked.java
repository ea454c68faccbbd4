package dev.novasphere.bench;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.Wukong;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What node networks and addresses cost: many machines, each with a static address of its own, on a few node networks. The
 * machines stay switched off, for it is not the simulated guests that are measured.
 */
final class Networked {
    private static final int NETWORKS = 5;
    private static final int USERS = 16;
    private static final long PATIENCE_SECONDS = 600;
    private static final String POLICIES = "nodenetworkconfigurationpolicies";
    private static final String LEASES = "addressleases";

    private final Bed bed;
    private final KubernetesClient client;
    private final int machines;

    private Networked(Bed bed, KubernetesClient client, int machines) {
        this.bed = bed;
        this.client = client;
        this.machines = machines;
    }

    /** Rows of Markdown. */
    static List<String> measure(int machines) throws IOException, InterruptedException {
        try (var bed = Bed.start();
                var client = bed.client()) {
            return new Networked(bed, client, machines).run();
        }
    }

    private List<String> run() throws IOException, InterruptedException {
        var offered = IntStream.range(0, NETWORKS).mapToObj(Networked::network).toList();
        try (var _ = bed.startOperator()) {
            var begin = Instant.now();
            offered.forEach(network -> client.resource(network).create());
            offered.forEach(network -> await(network, Networked::isReady));
            var working = Instant.now();
            Instant ended;
            try (var stopped = new Arrivals<>(client, Wukong.class, machines, Networked::isStopped)) {
                Crowd.each(
                        machines,
                        USERS,
                        number -> client.resource(machine(number)).create());
                ended = stopped.await(Duration.ofSeconds(PATIENCE_SECONDS));
            }
            var leases = client.resources(AddressLease.class).list().getItems().size();
            var all = bed.requests(new Window(begin, Instant.now()));
            var work = bed.requests(new Window(working, ended));
            var seconds = Duration.between(working, ended).toMillis() / 1e3;
            return List.of(
                    row("policies written for %d node networks".formatted(NETWORKS), writes(all, POLICIES), NETWORKS),
                    row("leases of %d machines with an address each".formatted(machines), leases, machines),
                    row("requests for those leases", writes(all, LEASES), machines),
                    row("reads of the operator meanwhile, all machines", work.reads(), 0),
                    "| machines with their leases, first to last | %.1f s, %.0f a second |  |"
                            .formatted(seconds, machines / seconds));
        }
    }

    private static int writes(Requests requests, String resource) {
        return requests.count().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" " + resource)
                        && !entry.getKey().startsWith("watch "))
                .filter(entry ->
                        !entry.getKey().startsWith("get ") && !entry.getKey().startsWith("list "))
                .mapToInt(entry -> entry.getValue())
                .sum();
    }

    private static String row(String what, int measured, int aim) {
        return "| %s | %d | %d |".formatted(what, measured, aim);
    }

    private <T extends HasMetadata> void await(T object, Predicate<T> wanted) {
        client.resource(object)
                .waitUntilCondition(there -> there != null && wanted.test(there), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static boolean isReady(NodeNetwork network) {
        return network.getStatus() != null
                && network.getStatus()
                        .condition("Ready")
                        .filter(ready -> ready.getStatus().equals("True"))
                        .isPresent();
    }

    private static boolean isStopped(Wukong machine) {
        return machine.getStatus() != null
                && "Stopped".equals(machine.getStatus().phase());
    }

    private static NodeNetwork network(int number) {
        return Serialization.unmarshal("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: NodeNetwork
                metadata: {name: floor-%1$d}
                spec: {type: linux-bridge, bridgeName: br-floor-%1$d, vlans: [], allowUntagged: true, namespaceSelector: {}}
                """.formatted(number), NodeNetwork.class);
    }

    private static Wukong machine(int number) {
        int network = number % NETWORKS;
        int host = number / NETWORKS;
        return Serialization.unmarshal(
                """
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: vm-%05d, namespace: %s}
                spec:
                  cpu: 1
                  memory: 1Gi
                  startStrategy: {runStrategy: Halted}
                  networks:
                    - name: floor
                      type: bridge
                      bridgeName: br-floor-%d
                      ipConfig: {mode: static, address: 10.%d.%d.%d/16}
                """.formatted(number, Sample.NAMESPACE, network, network, host / 250, host % 250 + 1), Wukong.class);
    }
}
