package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.simulators.Writes.Op;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What people ask of machines through virt-api's subresources (pkg/virt-api/rest/lifecycle.go): a new run strategy, or a
 * request in the status. What upstream refuses is refused in its words.
 */
final class Virtctl {

    private static final int MOST_OVERTAKEN = 50;

    private final Cluster cluster;
    private final Writes virtApi;

    Virtctl(Cluster cluster) {
        this.cluster = cluster;
        this.virtApi = new Writes(cluster.client, Kinds.VIRTUAL_MACHINE, KubeVirtSimulator.VIRT_API);
    }

    void start(Key key) {
        change(key, machine -> {
            var strategy = PowerPlan.strategy(Tree.of(machine));
            var instance = instance(key);
            if (instance.filter(i -> !InstanceController.isFinal(i)).isPresent()) {
                throw conflict(key, "VM is already running");
            }
            switch (strategy) {
                case "Halted" -> virtApi.patch(machine, List.of(Op.add("/spec/runStrategy", "Always")));
                case "Manual", "RerunOnFailure" -> request(machine, restart(instance));
                default -> throw conflict(key, strategy + " does not support manual start requests");
            }
        });
    }

    void stop(Key key) {
        change(key, machine -> {
            switch (PowerPlan.strategy(Tree.of(machine))) {
                case "Always", "Once" -> virtApi.patch(machine, List.of(Op.add("/spec/runStrategy", "Halted")));
                case "Manual", "RerunOnFailure" -> request(machine, List.of(StateChangeRequests.stop(running(key))));
                default -> throw conflict(key, "VM is not running");
            }
        });
    }

    void restart(Key key) {
        change(key, machine -> {
            if (PowerPlan.strategy(Tree.of(machine)).equals("Halted")) {
                throw conflict(key, "RunStategy Halted does not support manual restart requests");
            }
            request(machine, restart(Optional.of(running(key))));
        });
    }

    private static List<Map<String, Object>> restart(Optional<GenericKubernetesResource> instance) {
        var requests = new ArrayList<Map<String, Object>>();
        instance.map(StateChangeRequests::stop).ifPresent(requests::add);
        requests.add(StateChangeRequests.start());
        return requests;
    }

    private GenericKubernetesResource running(Key key) {
        return instance(key)
                .filter(i -> !InstanceController.isFinal(i))
                .orElseThrow(() -> conflict(key, "VM is not running"));
    }

    private static IllegalStateException conflict(Key machine, String why) {
        return new IllegalStateException("Operation cannot be fulfilled on virtualmachine.kubevirt.io \"%s\": %s"
                .formatted(machine.name(), why));
    }

    /** A request also forgets starts that failed before it. */
    private void request(GenericKubernetesResource machine, List<Map<String, Object>> requests) {
        var status = Tree.of(machine).at("status").copy().without("startFailure");
        virtApi.status(machine, status.put("stateChangeRequests", new ArrayList<Object>(requests)));
    }

    private void change(Key key, Consumer<GenericKubernetesResource> how) {
        insist(() -> how.accept(existing(Kinds.VIRTUAL_MACHINE, key)));
    }

    private Optional<GenericKubernetesResource> instance(Key key) {
        return find(Kinds.INSTANCE, key);
    }

    GenericKubernetesResource existing(ResourceDefinitionContext kind, Key key) {
        return find(kind, key)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no %s %s. Create it, or wait until it is made.".formatted(kind.getKind(), key)));
    }

    /** Looked up without the cache: what a caller has just seen must be there. */
    private Optional<GenericKubernetesResource> find(ResourceDefinitionContext kind, Key key) {
        return Optional.ofNullable(cluster.client
                .genericKubernetesResources(kind)
                .inNamespace(key.namespace())
                .withName(key.name())
                .get());
    }

    /** People's requests race with the controllers' writes: one that was overtaken is made again. */
    static void insist(Runnable request) {
        for (int overtaken = 0; ; overtaken++) {
            try {
                request.run();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || overtaken == MOST_OVERTAKEN) {
                    throw e;
                }
            }
        }
    }
}
