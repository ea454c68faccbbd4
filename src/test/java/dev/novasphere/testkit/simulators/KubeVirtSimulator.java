package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.simulators.Writes.Op;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Plays KubeVirt 1.8: machines get instances, instances get launcher pods, and the status of each goes through the
 * states that were observed. Refusals of KubeVirt's admission and migrations are not played.
 */
public final class KubeVirtSimulator implements AutoCloseable {

    static final String VIRT_API = "virt-api";
    private static final int MOST_OVERTAKEN = 50;

    private final Cluster cluster;
    private final Faults faults;
    private final KubeletSimulator kubelet;
    private final VirtController machines;
    private final InstanceController instances;
    private final Writes virtApi;

    KubeVirtSimulator(Cluster cluster, Pace pace, Predicate<GenericKubernetesResource> guestAgent) {
        this.cluster = cluster;
        this.faults = new Faults();
        this.kubelet = new KubeletSimulator(cluster, pace, faults);
        this.machines = new VirtController(cluster, pace);
        this.instances = new InstanceController(cluster, pace, faults, new GuestReport(cluster, guestAgent));
        this.virtApi = new Writes(cluster.client, Kinds.VIRTUAL_MACHINE, VIRT_API);
    }

    /** The next starts of a machine, as many as said, end before the guest runs. */
    public void failNextStart(String namespace, String machine, int times) {
        faults.failStarts(new Key(namespace, machine), times);
    }

    /** The launcher's image cannot be pulled, until {@link #heal}. */
    public void imagePullError(String namespace, String machine, String message) {
        faults.makeUnpullable(new Key(namespace, machine), message);
    }

    /** No node takes the launcher, until {@link #heal}; the message is the scheduler's. */
    public void unschedulable(String namespace, String machine, String message) {
        faults.makeUnschedulable(new Key(namespace, machine), message);
    }

    /** Pauses the guest, or lets it go on. */
    public void pause(String namespace, String machine, boolean on) {
        faults.pause(new Key(namespace, machine), on);
    }

    /** The guest's agent does not connect, whatever the platform's options say, until {@link #heal}. */
    public void silenceAgent(String namespace, String machine) {
        faults.silenceAgent(new Key(namespace, machine));
    }

    /** Takes back everything that was asked for a machine. */
    public void heal(String namespace, String machine) {
        faults.heal(new Key(namespace, machine));
    }

    /** The guest crashes. */
    public void crash(String namespace, String machine) {
        insist(() -> instances.handler().end(instance(namespace, machine), "Failed"));
    }

    /** Somebody shuts the guest down from inside. */
    public void guestShutdown(String namespace, String machine) {
        insist(() -> instances.handler().end(instance(namespace, machine), "Succeeded"));
    }

    /**
     * What {@code virtctl start} does: Halted becomes Always, under field manager {@code virt-api}; other strategies get
     * a request in the status.
     */
    public void virtctlStart(String namespace, String name) {
        change(namespace, name, machine -> {
            if (PowerPlan.strategy(Tree.of(machine)).equals("Halted")) {
                virtApi.patch(machine, List.of(Op.add("/spec/runStrategy", "Always")));
            } else {
                request(machine, List.of(Map.of("action", "Start")));
            }
        });
    }

    /** What {@code virtctl stop} does: the strategy becomes Halted; under Manual a request is put into the status. */
    public void virtctlStop(String namespace, String name) {
        change(namespace, name, machine -> {
            if (PowerPlan.strategy(Tree.of(machine)).equals("Manual")) {
                request(machine, List.of(stop(machine)));
            } else {
                virtApi.patch(machine, List.of(Op.add("/spec/runStrategy", "Halted")));
            }
        });
    }

    /** What {@code virtctl restart} does: a request to stop this instance, and one to start. */
    public void virtctlRestart(String namespace, String name) {
        change(namespace, name, machine -> request(machine, List.of(stop(machine), Map.of("action", "Start"))));
    }

    private void change(String namespace, String name, Consumer<GenericKubernetesResource> how) {
        insist(() -> how.accept(existing(Kinds.VIRTUAL_MACHINE, namespace, name)));
    }

    private Map<String, String> stop(GenericKubernetesResource machine) {
        var instance = instance(
                machine.getMetadata().getNamespace(), machine.getMetadata().getName());
        return Map.of("action", "Stop", "uid", instance.getMetadata().getUid());
    }

    private void request(GenericKubernetesResource machine, List<Map<String, String>> requests) {
        var status = Tree.of(machine).at("status").copy();
        virtApi.status(machine, status.put("stateChangeRequests", new ArrayList<Object>(requests)));
    }

    private GenericKubernetesResource instance(String namespace, String machine) {
        return existing(Kinds.INSTANCE, namespace, machine);
    }

    /** Looked up without the cache: what a caller has just seen must be there. */
    private GenericKubernetesResource existing(ResourceDefinitionContext kind, String namespace, String name) {
        GenericKubernetesResource found = cluster.client
                .genericKubernetesResources(kind)
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (found == null) {
            throw new IllegalStateException("There is no %s %s/%s. Create it, or wait until it is made."
                    .formatted(kind.getKind(), namespace, name));
        }
        return found;
    }

    /** People's requests race with the controllers' writes: one that was overtaken is made again. */
    private static void insist(Runnable request) {
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

    @Override
    public void close() {
        machines.close();
        instances.close();
        kubelet.close();
    }
}
