package dev.novasphere.status;

import dev.novasphere.api.MachineResource;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts to conditions. The time of a condition moves with its status and with nothing else. */
public final class Conditions {
    /** The API's bound on a condition's message. */
    private static final int LONGEST_MESSAGE = 32_768;

    private Conditions() {}

    /** The conditions after these verdicts. Those without a verdict stay as they were; of the optional ones, Stalled goes. */
    static List<Condition> merged(
            MachineResource owner, List<Condition> old, Map<ConditionType, Verdict> verdicts, Instant now) {
        var conditions = new ArrayList<Condition>();
        for (var type : ConditionType.values()) {
            var verdict = verdicts.get(type);
            if (verdict != null) {
                conditions.add(condition(type, verdict, find(old, type), owner, now));
            } else if (type == ConditionType.AddressMismatch) {
                find(old, type).ifPresent(conditions::add);
            } else if (type != ConditionType.Stalled) {
                conditions.add(find(old, type).orElseGet(() -> unknown(type, owner, now)));
            }
        }
        return conditions;
    }

    private static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type.name()))
                .findFirst();
    }

    private static Condition unknown(ConditionType type, MachineResource owner, Instant now) {
        var verdict = Verdict.unknown(Reason.NotObservedYet, "Nothing is known yet.");
        return condition(type, verdict, Optional.empty(), owner, now);
    }

    private static Condition condition(
            ConditionType type, Verdict verdict, Optional<Condition> old, MachineResource owner, Instant now) {
        var said = new ConditionBuilder()
                .withType(type.name())
                .withStatus(verdict.status())
                .withReason(verdict.reason().name())
                .withMessage(verdict.message())
                .withObservedGeneration(owner.getMetadata().getGeneration())
                .build();
        return since(said, old, now);
    }

    /** What is said now, dated: by the old condition where its status has not changed. A message that is too long is cut. */
    public static Condition since(Condition said, Optional<Condition> old, Instant now) {
        var since = old.filter(condition -> condition.getStatus().equals(said.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return said.edit()
                .withMessage(bounded(said.getMessage()))
                .withLastTransitionTime(since)
                .build();
    }

    private static String bounded(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
