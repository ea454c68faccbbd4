package dev.novasphere.nodenetwork;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkStatus;
import dev.novasphere.rules.Problem;
import dev.novasphere.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The status of a node network, derived in one place from what was seen. */
public final class NodeNetworkReport {
    private static final String ACCEPTED = "Accepted";
    private static final String READY = "Ready";
    private static final String DEGRADED = "Degraded";
    private static final String STALLED = "Stalled";

    private final NodeNetwork network;
    private final NodeNetworkStatus old;
    private final Instant now;

    private NodeNetworkReport(NodeNetwork network, Instant now) {
        this.network = network;
        this.old = Optional.ofNullable(network.getStatus()).orElse(NodeNetworkStatus.NONE);
        this.now = now;
    }

    /** The status after a pass, at a time that dates what has changed. */
    public static NodeNetworkStatus of(NodeNetworkPass pass, Instant now) {
        return new NodeNetworkReport(pass.network(), now).status(pass);
    }

    private NodeNetworkStatus status(NodeNetworkPass pass) {
        var nodes = NodeStates.of(pass);
        var conditions = new ArrayList<Condition>();
        var problems = pass.problems().stream().map(Problem::message).collect(Collectors.joining(" "));
        conditions.add(
                pass.problems().isEmpty()
                        ? condition(ACCEPTED, "True", NodeNetworkReason.SpecAccepted, "The spec can be followed.")
                        : condition(ACCEPTED, "False", NodeNetworkReason.SpecInvalid, problems));
        var ready = ReadyVerdict.of(pass, nodes);
        conditions.add(condition(READY, ready.holds() ? "True" : "False", ready.reason(), ready.message()));
        conditions.add(
                condition(DEGRADED, ready.reason().isFault() ? "True" : "False", ready.reason(), ready.message()));
        if (!pass.problems().isEmpty()) {
            conditions.add(condition(
                    STALLED,
                    "True",
                    NodeNetworkReason.SpecInvalid,
                    "The spec cannot be followed; see the condition Accepted."));
        }
        return new NodeNetworkStatus(network.getMetadata().getGeneration(), policyName(pass), conditions, nodes);
    }

    /** Once made it stays named, so that the bridge is known as ours when the policy was deleted. */
    private @Nullable String policyName(NodeNetworkPass pass) {
        return pass.wrotePolicy() || pass.observed().ownPolicy(network).isPresent()
                ? NodePolicies.name(network)
                : old.policyName();
    }

    private Condition condition(String type, String status, NodeNetworkReason reason, String message) {
        var said = new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason.name())
                .withMessage(message)
                .withObservedGeneration(network.getMetadata().getGeneration())
                .build();
        return Conditions.since(said, old.condition(type), now);
    }
}
