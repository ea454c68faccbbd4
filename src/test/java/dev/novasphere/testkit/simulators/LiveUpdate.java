package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.simulators.Writes.Op;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of a template that reach a running instance's spec: more sockets or memory, scheduling, a new bridge NIC. */
final class LiveUpdate {

    private LiveUpdate() {}

    static boolean applies(GenericKubernetesResource instance) {
        return instance.getMetadata().getDeletionTimestamp() == null
                && Tree.of(instance).is("Running", "status", "phase");
    }

    static List<Op> of(Tree template, GenericKubernetesResource instance, boolean movesNetworks) {
        var before = Tree.of(instance);
        var spec = before.at("spec").copy();
        var conditions = ConditionList.kubeVirt(before.items("status", "conditions"));
        sockets(template, spec, conditions);
        memory(template, spec, conditions);
        for (var name : List.of("nodeSelector", "tolerations", "affinity")) {
            template.value(name).ifPresentOrElse(v -> spec.put(name, v), () -> spec.without(name));
        }
        InterfaceSync.sync(template, instance, spec, movesNetworks);
        var networks = before.items("spec", "networks");
        if (spec.items("networks").size() > networks.size()) {
            conditions.no("MigrationRequired", "AutoMigrationPending", "");
        } else if (!networks.containsAll(spec.items("networks"))) {
            conditions.yes("MigrationRequired", "AutoMigrationDueToLiveUpdate", "");
        }
        if (spec.equals(before.at("spec"))) {
            return List.of();
        }
        var changes = new ArrayList<Op>();
        changes.add(Op.add("/spec", spec.map()));
        changes.add(Op.add("/status/conditions", conditions.toList()));
        return changes;
    }

    private static void sockets(Tree template, Tree spec, ConditionList conditions) {
        int wanted = template.number(1, "domain", "cpu", "sockets");
        int now = spec.number(1, "domain", "cpu", "sockets");
        if (wanted > now && wanted <= spec.number(Integer.MAX_VALUE, "domain", "cpu", "maxSockets")) {
            spec.make("domain", "cpu").put("sockets", wanted);
            conditions.yes("HotVCPUChange", "", "");
        }
    }

    private static void memory(Tree template, Tree spec, ConditionList conditions) {
        var wanted = template.text("domain", "memory", "guest");
        var fits = RestartRequired.memory(template, spec, spec).isEmpty();
        if (wanted.isPresent() && fits && bytes(wanted).compareTo(bytes(spec.text("domain", "memory", "guest"))) > 0) {
            spec.make("domain", "memory").put("guest", wanted.get());
            conditions.yes("HotMemoryChange", "", "");
        }
    }

    static java.math.BigDecimal bytes(Optional<String> quantity) {
        return quantity.map(q -> new Quantity(q).getNumericalAmount()).orElse(java.math.BigDecimal.ZERO);
    }
}
