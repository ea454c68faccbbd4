package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reports the network of every node in a NodeNetworkState of the node's name, which goes with the node. */
final class NodeStates implements NmStateInstallation.Actor {

    private final NmStateObjects objects;
    private final HostNetworks hosts;
    private final HandlerFaults faults;
    private final Writes writes;
    private final WorkQueue queue = new WorkQueue("nmstate-states", this::pass);

    NodeStates(NmStateObjects objects, HostNetworks hosts, HandlerFaults faults) {
        this.objects = objects;
        this.hosts = hosts;
        this.faults = faults;
        this.writes = new Writes(objects.client, Kinds.NODE_STATE, PolicyHandlers.MANAGER);
        objects.nodes.onChange(node -> queue.add(Key.of(node)));
        objects.states.onChange(state -> queue.add(Key.of(state)));
        hosts.onChange(node -> queue.add(new Key("", node)));
        faults.onChange(() -> objects.nodes.all().forEach(node -> queue.add(Key.of(node))));
    }

    private void pass(Key key) {
        var node = objects.node(key.name());
        if (node.isEmpty() || faults.isStopped(key.name())) {
            return;
        }
        var state = objects.states.find(key);
        if (state.isEmpty()) {
            writes.resource(blank(node.get())).create();
        } else if (Owners.owns(node.get(), state.get())) {
            report(node.get(), state.get());
        } else {
            writes.resource(state.get()).delete(); // It was a node of the same name, and the garbage collector is late.
        }
    }

    /** As upstream, nothing is written and no time moves where nothing has changed. */
    private void report(Node node, GenericKubernetesResource state) {
        var current = hosts.current(node);
        if (!current.equals(Tree.of(state).at("status", "currentState"))) {
            writes.status(
                    state,
                    Tree.empty()
                            .put("currentState", current.map())
                            .put("handlerNmstateVersion", "2.2.62")
                            .put("hostNetworkManagerVersion", "1.52.0")
                            .put(
                                    "lastSuccessfulUpdateTime",
                                    Instant.now()
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString()));
        }
    }

    private static GenericKubernetesResource blank(Node node) {
        var name = node.getMetadata().getName();
        var state = new GenericKubernetesResource();
        state.setApiVersion("nmstate.io/v1beta1");
        state.setKind("NodeNetworkState");
        state.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .addToOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Node")
                        .withName(name)
                        .withUid(node.getMetadata().getUid())
                        .build())
                .build());
        return state;
    }

    @Override
    public void close() {
        queue.close();
    }
}
