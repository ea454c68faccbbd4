package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the nodes are.
 *
 * @param observedGeneration generation of the spec that this status speaks of
 * @param policyName the NodeNetworkConfigurationPolicy behind it
 * @param conditions Accepted, Ready and Degraded, plus Stalled where the spec cannot be followed
 * @param nodes one for each node that is to offer it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeNetworkStatus(
        @Nullable Long observedGeneration,
        @Nullable String policyName,
        List<Condition> conditions,
        List<NodeNetworkNode> nodes) {

    /** Nothing has been said yet. */
    public static final NodeNetworkStatus NONE = new NodeNetworkStatus(null, null, List.of(), List.of());

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public NodeNetworkStatus {
        conditions = Absence.list(conditions);
        nodes = Absence.list(nodes);
    }

    /** The condition of a type, where it has been set. */
    public Optional<Condition> condition(String type) {
        return conditions.stream().filter(c -> c.getType().equals(type)).findFirst();
    }
}
