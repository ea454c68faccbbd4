package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the status of every policy. Upstream each handler does it after its own work; so nothing is said while no handler
 * notices anything, and what was said before stands.
 */
final class PolicyReports implements NmStateInstallation.Actor {

    private final NmStateObjects objects;
    private final HandlerFaults faults;
    private final EnactmentSlots slots;
    private final Writes writes;
    private final WorkQueue queue = new WorkQueue("nmstate-policies", this::pass);
    private final Map<String, Long> taken = new ConcurrentHashMap<>();

    PolicyReports(NmStateObjects objects, HandlerFaults faults, EnactmentSlots slots) {
        this.objects = objects;
        this.faults = faults;
        this.slots = slots;
        this.writes = new Writes(objects.client, Kinds.NODE_POLICY, PolicyHandlers.MANAGER);
        objects.policies.onChange(policy -> queue.add(Key.of(policy)));
        objects.enactments.onChange(enactment -> NmStateObjects.label(enactment, NmStateObjects.POLICY_LABEL)
                .ifPresent(policy -> queue.add(new Key("", policy))));
        objects.nodes.onChange(_ -> wakeAll());
        faults.onChange(this::wakeAll);
    }

    private void wakeAll() {
        objects.policies.all().forEach(policy -> queue.add(Key.of(policy)));
    }

    private void pass(Key key) {
        var found = objects.policy(key.name());
        var noticed = objects.nodes.all().stream()
                .anyMatch(node -> faults.notices(node.getMetadata().getName()));
        if (found.isEmpty() || !noticed) {
            return;
        }
        var policy = found.get();
        var generation = policy.getMetadata().getGeneration();
        if (!generation.equals(taken.get(policy.getMetadata().getUid()))) {
            write(policy, PolicyConditions.reset());
            taken.put(policy.getMetadata().getUid(), generation);
            queue.add(key); // Where nothing had to be written, no event follows.
        } else {
            write(
                    policy,
                    PolicyConditions.of(policy, objects).after(Tree.of(policy).items("status", "conditions")));
        }
    }

    private void write(GenericKubernetesResource policy, ConditionList conditions) {
        var status = Tree.of(policy).at("status").copy().put("conditions", conditions.toList());
        var inUse = slots.inUse(policy);
        if (inUse == 0 || conditions.isTrue("Available")) {
            status.without("unavailableNodeCountMap");
        } else {
            status.put(
                    "unavailableNodeCountMap",
                    Map.of(policy.getMetadata().getGeneration().toString(), inUse));
        }
        writes.status(policy, status);
    }

    @Override
    public void close() {
        queue.close();
    }
}
