package dev.novasphere.testkit.simulators;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conditions by type, in their order. A time moves only with the status, and a condition that says the same again stays
 * as it is, so that equal observations give equal lists.
 */
final class ConditionList {

    /** The field that KubeVirt writes beside the transition time; CDI's and NMState's is {@code lastHeartbeatTime}. */
    private final String secondTime;

    private final Map<String, Map<String, @Nullable Object>> byType = new LinkedHashMap<>();

    private ConditionList(String secondTime, List<Tree> conditions) {
        this.secondTime = secondTime;
        conditions.forEach(c -> byType.put(c.text("type").orElseThrow(), new LinkedHashMap<>(c.map())));
    }

    static ConditionList kubeVirt(List<Tree> conditions) {
        return new ConditionList("lastProbeTime", conditions);
    }

    static ConditionList cdi(List<Tree> conditions) {
        return new ConditionList("lastHeartbeatTime", conditions);
    }

    static ConditionList nmState(List<Tree> conditions) {
        return cdi(conditions);
    }

    ConditionList yes(String type, String reason, String message) {
        return set(type, "True", reason, message);
    }

    ConditionList no(String type, String reason, String message) {
        return set(type, "False", reason, message);
    }

    ConditionList unknown(String type, String reason, String message) {
        return set(type, "Unknown", reason, message);
    }

    /** Sets a condition without any time, as virt-handler does for what it finds out once. */
    ConditionList timeless(String type, String status, String reason, String message) {
        set(type, status, reason, message);
        Objects.requireNonNull(byType.get(type)).put("lastTransitionTime", null);
        return this;
    }

    /** Sets a condition; an empty reason or message is left out, as the real writers do. */
    private ConditionList set(String type, String status, String reason, String message) {
        var old = byType.get(type);
        if (old != null
                && status.equals(old.get("status"))
                && reason.equals(Objects.requireNonNullElse(old.get("reason"), ""))
                && message.equals(Objects.requireNonNullElse(old.get("message"), ""))) {
            return this;
        }
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var next = new LinkedHashMap<String, @Nullable Object>();
        next.put("type", type);
        next.put("status", status);
        if (!reason.isEmpty()) {
            next.put("reason", reason);
        }
        if (!message.isEmpty()) {
            next.put("message", message);
        }
        next.put(secondTime, secondTime.equals("lastProbeTime") ? null : now);
        next.put(
                "lastTransitionTime",
                old != null && status.equals(old.get("status")) ? old.get("lastTransitionTime") : now);
        byType.put(type, next);
        return this;
    }

    /** Takes a condition over as it is, from another object. */
    ConditionList copy(Tree condition) {
        byType.put(condition.text("type").orElseThrow(), new LinkedHashMap<>(condition.map()));
        return this;
    }

    ConditionList without(String type) {
        byType.remove(type);
        return this;
    }

    Optional<Tree> find(String type) {
        return toList().stream().map(Tree::new).filter(c -> c.is(type, "type")).findFirst();
    }

    boolean isTrue(String type) {
        return find(type).filter(c -> c.is("True", "status")).isPresent();
    }

    List<String> types() {
        return List.copyOf(byType.keySet());
    }

    @SuppressWarnings("NullAway") // A condition's time may be null in JSON.
    List<Map<String, Object>> toList() {
        var list = new ArrayList<Map<String, Object>>();
        byType.values().forEach(c -> list.add(new LinkedHashMap<>(c)));
        return list;
    }
}
