package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a policy as a whole, counted over the enactments of its present generation
 * ({@code pkg/policyconditions}). There is no generation in a policy's own status.
 *
 * @param nodes those that the policy selects
 * @param enactments of the present generation
 */
record PolicyConditions(List<Node> nodes, List<Enactment> enactments) {

    private static final List<String> TYPES = List.of("Available", "Degraded", "Progressing", "Ignored");

    static PolicyConditions of(GenericKubernetesResource policy, NmStateObjects objects) {
        return new PolicyConditions(objects.selected(policy), objects.current(policy));
    }

    /** A new generation was seen, and nothing is known of it. */
    static ConditionList reset() {
        var conditions = ConditionList.nmState(List.of());
        TYPES.forEach(type -> conditions.unknown(type, "", ""));
        return conditions;
    }

    ConditionList after(List<Tree> before) {
        var conditions = ConditionList.nmState(before);
        var ready = nodes.stream().filter(PolicyConditions::isReady).count();
        var failed = count("Failing");
        var aborted = count("Aborted");
        var finished = count("Available") + failed + aborted;
        var ignored =
                nodes.size() == ready ? "" : ", %d nodes ignored due to NotReady state".formatted(nodes.size() - ready);
        if (nodes.isEmpty()) {
            return all(conditions, "NoMatchingNode", "Ignored", "Policy does not match any node");
        }
        if (failed + aborted > 0) {
            var message = "%d/%d nodes failed to configure".formatted(failed, nodes.size());
            message += aborted == 0 ? "" : ", %d nodes aborted configuration".formatted(aborted);
            return failed(conditions, message);
        }
        if (finished < ready) {
            return progressing(
                    conditions, "Policy is progressing %d/%d nodes finished".formatted(finished, ready) + ignored);
        }
        if (count("Pending") > 0) {
            return progressing(
                    conditions,
                    "Policy is progressing %d/%d nodes finished, %d pending"
                                    .formatted(finished, ready, count("Pending"))
                            + ignored);
        }
        var message = "%d/%d nodes successfully configured".formatted(count("Available"), nodes.size()) + ignored;
        return all(conditions, "SuccessfullyConfigured", "Available", message);
    }

    private long count(String condition) {
        return enactments.stream().filter(enactment -> enactment.is(condition)).count();
    }

    private static ConditionList all(ConditionList conditions, String reason, String which, String message) {
        TYPES.stream().filter(type -> !type.equals(which)).forEach(type -> conditions.no(type, reason, ""));
        return conditions.yes(which, reason, message);
    }

    /** Progressing keeps the reason that it had when it held: upstream too. */
    private static ConditionList failed(ConditionList conditions, String message) {
        var reason = "FailedToConfigure";
        return conditions
                .yes("Degraded", reason, message)
                .no("Available", reason, "")
                .no("Progressing", "ConfigurationProgressing", "")
                .no("Ignored", reason, "");
    }

    private static ConditionList progressing(ConditionList conditions, String message) {
        var reason = "ConfigurationProgressing";
        return conditions
                .unknown("Degraded", reason, "")
                .unknown("Available", reason, "")
                .yes("Progressing", reason, message)
                .no("Ignored", reason, "");
    }

    private static boolean isReady(Node node) {
        return Optional.ofNullable(node.getStatus()).map(status -> status.getConditions()).stream()
                .flatMap(List<NodeCondition>::stream)
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
