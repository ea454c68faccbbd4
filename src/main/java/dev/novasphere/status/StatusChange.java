package dev.novasphere.status;

import dev.novasphere.api.WukongStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;

/**
 * The step from one status to the next.
 *
 * @param before what people see now
 * @param after what they are to see
 */
public record StatusChange(WukongStatus before, WukongStatus after) {
    private static final List<ConditionType> AWAITED = List.of(ConditionType.Accepted, ConditionType.Ready);

    /**
     * Whether somebody may be waiting for exactly this: another phase, the answer to a new spec, Accepted or Ready that
     * has turned. All else is detail, and details come in swarms while a machine starts.
     */
    public boolean isAwaited() {
        return !Objects.equals(before.phase(), after.phase())
                || !Objects.equals(before.observedGeneration(), after.observedGeneration())
                || AWAITED.stream().anyMatch(this::turned);
    }

    private boolean turned(ConditionType type) {
        return !verdict(before, type).equals(verdict(after, type));
    }

    private static String verdict(WukongStatus status, ConditionType type) {
        return status.condition(type.name()).map(Condition::getStatus).orElse("");
    }
}
