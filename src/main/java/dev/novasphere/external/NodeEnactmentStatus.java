package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one node is with one policy.
 *
 * @param conditions Available, Failing, Pending, Progressing and Aborted
 * @param policyGeneration generation of the policy that they speak of
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeEnactmentStatus(
        List<ObservedCondition> conditions, @Nullable Long policyGeneration) {
    /** Nothing has been said yet. */
    public static final NodeEnactmentStatus NONE = new NodeEnactmentStatus(List.of(), null);

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public NodeEnactmentStatus {
        conditions = Lists.orEmpty(conditions);
    }

    /** The condition of a type, where it holds. */
    public Optional<ObservedCondition> holding(String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type) && condition.holds())
                .findFirst();
    }
}
