package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** What NMState says of a policy as a whole; it may speak of an earlier generation. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodePolicyStatus(List<ObservedCondition> conditions) {
    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public NodePolicyStatus {
        conditions = Lists.orEmpty(conditions);
    }

    /** The condition of a type: Available, Degraded, Progressing or Ignored. */
    public Optional<ObservedCondition> condition(String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }
}
