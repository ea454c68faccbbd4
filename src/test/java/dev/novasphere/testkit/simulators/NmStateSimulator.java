package dev.novasphere.testkit.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Plays kubernetes-nmstate 0.86 with nmstate 2.2: every node has a network that is reported in its NodeNetworkState, a
 * policy becomes an enactment on every node that it selects, node by node, and changes the networks. Starts when the
 * three kinds are there, now or later.
 *
 * <p>Nodes take their turn in the order of their names; upstream they race. Not played: the re-application on a change of
 * a node's labels, the loss of a slot with a node that is removed, and everything of nmstate that {@link HostApply} and
 * {@link Nmpolicy} do not name.
 */
public final class NmStateSimulator implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final NmStateObjects objects;
    private final HandlerFaults faults = new HandlerFaults();
    private final HostNetworks hosts;
    private final NmStateInstallation installation;

    NmStateSimulator(Cluster cluster, Pace pace) {
        this.objects = new NmStateObjects(cluster);
        this.hosts = new HostNetworks(objects);
        this.installation = new NmStateInstallation(objects, () -> {
            var slots = new EnactmentSlots(objects, faults);
            return List.of(
                    new NodeStates(objects, hosts, faults),
                    new PolicyHandlers(objects, hosts, faults, slots, pace),
                    new PolicyReports(objects, faults, slots));
        });
    }

    /** Starts where NMState is installed, else as soon as it is. */
    void start() {
        installation.begin();
    }

    /** Whether the kinds were found and the handlers run. */
    public boolean isRunning() {
        return installation.isDone();
    }

    /** The names of all nodes, in order. */
    public List<String> nodes() {
        return objects.nodes.all().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** What a node has at this moment, as {@code nmstatectl show} prints it; its NodeNetworkState follows. */
    public JsonNode state(String node) {
        return JSON.valueToTree(hosts.current(existing(node)).map());
    }

    /** The names of a node's interfaces, in order. */
    public List<String> interfaces(String node) {
        return StreamSupport.stream(state(node).path("interfaces").spliterator(), false)
                .map(iface -> iface.path("name").asText())
                .toList();
    }

    /** One interface of a node, where it has it. */
    public Optional<JsonNode> find(String node, String name) {
        return StreamSupport.stream(state(node).path("interfaces").spliterator(), false)
                .filter(iface -> name.equals(iface.path("name").asText()))
                .findFirst();
    }

    /** Gives a node interfaces, or other ones of the same names; ports lose their addresses, as in the kernel. */
    public void give(String node, HostInterface... interfaces) {
        hosts.change(existing(node), HostEdits.giving(List.of(interfaces)));
    }

    /** Takes an interface from a node, with what stands on it. */
    public void take(String node, String name) {
        hosts.change(existing(node), before -> {
            var state = HostState.copyOf(before);
            state.remove(name);
            return state.tree().copy();
        });
    }

    /** Gives a node interfaces, the last of which takes over the node's address and its routes. */
    public void manageThrough(String node, HostInterface... interfaces) {
        var there = existing(node);
        hosts.change(there, HostEdits.managing(List.of(interfaces), HostDefaults.addresses(there)));
    }

    /** Every change of a node's network ends with this line of nmstatectl, until {@link #heal(String)}. */
    public void fail(String node, String line) {
        faults.fail(node, line);
    }

    /** A node's handler never finishes what it begins, until {@link #heal(String)}. */
    public void hold(String node) {
        faults.hold(node);
    }

    /** A node's handler is down: its enactments and its NodeNetworkState stay as they are, until {@link #heal(String)}. */
    public void stopHandler(String node) {
        faults.stop(node);
    }

    /**
     * The handlers of these nodes do not notice what becomes of policies, until {@link #heal(String)}; of all nodes where
     * none is named, and then the policies' own status lags as well.
     */
    public void lag(String... nodes) {
        faults.lag(List.of(nodes));
    }

    /**
     * Takes back what was asked for a node. A generation on which the node has failed is not tried again: upstream too
     * that takes a change of the policy.
     */
    public void heal(String node) {
        faults.heal(node);
    }

    /** Takes back everything that was asked. */
    public void heal() {
        faults.heal();
    }

    private Node existing(String node) {
        return objects.node(node)
                .orElseThrow(() -> new IllegalArgumentException("There is no node " + node + ", but " + nodes() + "."));
    }

    @Override
    public void close() {
        installation.close();
        objects.close();
    }
}
