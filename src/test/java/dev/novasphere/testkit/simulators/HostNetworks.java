package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the nodes have at this moment. It lives here as it would in their kernels: a NodeNetworkState only reports it. A
 * node that was reported before the simulator started goes on with what was reported.
 */
final class HostNetworks {

    private record Host(String uid, Tree state) {}

    private final NmStateObjects objects;
    private final Map<String, Host> hosts = new HashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    HostNetworks(NmStateObjects objects) {
        this.objects = objects;
    }

    void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** A copy of what a node has. */
    Tree current(Node node) {
        synchronized (hosts) {
            return host(node).state().copy();
        }
    }

    /** Changes a node's network at once, or not at all where the change is refused. */
    void change(Node node, UnaryOperator<Tree> change) {
        synchronized (hosts) {
            var host = host(node);
            hosts.put(name(node), new Host(host.uid(), change.apply(host.state().copy())));
        }
        listeners.forEach(listener -> listener.accept(name(node)));
    }

    private Host host(Node node) {
        var uid = node.getMetadata().getUid();
        var known = hosts.get(name(node));
        if (known == null || !known.uid().equals(uid)) {
            known = new Host(uid, reported(node));
            hosts.put(name(node), known);
        }
        return known;
    }

    private Tree reported(Node node) {
        return objects.states
                .find(Key.of(node))
                .filter(state -> Owners.owns(node, state))
                .map(state -> Tree.of(state).at("status", "currentState").copy())
                .filter(state -> state.has("interfaces"))
                .orElseGet(() -> HostDefaults.of(node));
    }

    private static String name(Node node) {
        return node.getMetadata().getName();
    }
}
