package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays NMState's handler on every node (controllers/handler): one pass brings one node to the next state of one policy.
 * The key's namespace is the node, its name the policy.
 */
final class PolicyHandlers implements NmStateInstallation.Actor {

    static final String MANAGER = "nmstate-handler";

    private final NmStateObjects objects;
    private final HostNetworks hosts;
    private final HandlerFaults faults;
    private final EnactmentSlots slots;
    private final Writes writes;
    private final Map<Key, String> takenUp = new ConcurrentHashMap<>();
    private final EnactmentTurns turns;
    private final WorkQueue queue = new WorkQueue("nmstate-handler", this::pass);

    PolicyHandlers(NmStateObjects objects, HostNetworks hosts, HandlerFaults faults, EnactmentSlots slots, Pace pace) {
        this.objects = objects;
        this.hosts = hosts;
        this.faults = faults;
        this.slots = slots;
        this.writes = new Writes(objects.client, Kinds.ENACTMENT, MANAGER);
        this.turns =
                new EnactmentTurns(objects, hosts, faults, slots, (key, step) -> queue.waited(key, step, pace.step()));
        objects.policies.onChange(policy -> wakeAll(policy.getMetadata().getName()));
        objects.enactments.onChange(enactment ->
                NmStateObjects.label(enactment, NmStateObjects.POLICY_LABEL).ifPresent(this::wakeAll));
        objects.nodes.onChange(this::nodeChanged);
        faults.onChange(() -> objects.nodes.all().forEach(this::wake));
    }

    private void nodeChanged(Node node) {
        wake(node);
        if (objects.nodes.find(Key.of(node)).isEmpty()) {
            objects.nodes.all().forEach(this::wake); // The turn of another may have come.
        }
    }

    private void wake(Node node) {
        objects.policies
                .all()
                .forEach(policy -> queue.add(new Key(
                        node.getMetadata().getName(), policy.getMetadata().getName())));
    }

    private void wakeAll(String policy) {
        objects.nodes.all().forEach(node -> queue.add(new Key(node.getMetadata().getName(), policy)));
    }

    private void pass(Key pair) {
        var node = objects.node(pair.namespace());
        var policy = objects.policy(pair.name());
        var enactment = objects.enactments.find(Enactment.key(pair.namespace(), pair.name()));
        if (node.isEmpty()) {
            queue.forget(pair);
            if (slots.releaseAll(pair.namespace())) {
                wakeAll(pair.name());
            }
        } else if (!faults.isStopped(pair.namespace())) {
            if (policy.isEmpty() || !NmStateObjects.selects(policy.get(), node.get())) {
                queue.forget(pair);
                enactment
                        .filter(e -> !Owners.isEnding(e))
                        .ifPresent(e -> writes.resource(e).delete());
            } else if (enactment.isEmpty()) {
                create(policy.get(), node.get());
            } else {
                enact(pair, policy.get(), node.get(), Enactment.of(enactment.get()));
            }
        }
    }

    private void create(GenericKubernetesResource policy, Node node) {
        if (faults.notices(node.getMetadata().getName())) {
            var blank = Enactment.blank(node, policy.getMetadata().getName());
            writes.status(
                    writes.resource(blank).create(), EnactmentStatus.created().tree());
        }
    }

    private void enact(Key pair, GenericKubernetesResource policy, Node node, Enactment enactment) {
        var uid = policy.getMetadata().getUid();
        // A policy that was deleted and made again may have the generation that the enactment speaks of.
        var another = !uid.equals(takenUp.computeIfAbsent(pair, _ -> uid));
        if (another || !enactment.isOf(policy)) {
            if (faults.notices(pair.namespace())) {
                takeUp(policy, node, enactment);
                takenUp.put(pair, uid);
            }
        } else if (!enactment.isDone()) {
            turns.proceed(pair, policy, node, enactment);
        }
    }

    /** The state for this node is made as soon as the handler sees the policy, before it is this node's turn. */
    private void takeUp(GenericKubernetesResource policy, Node node, Enactment enactment) {
        var generation = policy.getMetadata().getGeneration();
        var cached = enactment.status().at("capturedStates");
        var next = EnactmentStatus.after(enactment.status()).takenUp(generation);
        try {
            next = next.generated(Nmpolicy.generate(Tree.of(policy).at("spec"), hosts.current(node), cached));
        } catch (Nmpolicy.Failure e) {
            next = next.notGenerated(String.valueOf(e.getMessage()));
        }
        writes.status(enactment.object(), next.tree());
    }

    @Override
    public void close() {
        queue.close();
    }
}
