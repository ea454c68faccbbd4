package dev.novasphere.observed;

import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node as far as it concerns the placement of machines.
 *
 * @param labels its labels
 * @param taints what keeps pods away from it that do not tolerate it; a cordon is one as well
 */
public record ClusterNode(Map<String, String> labels, List<Taint> taints) {
    /** What the scheduler takes a cordon for. */
    public static final Taint CORDON = new Taint("NoSchedule", "node.kubernetes.io/unschedulable", null, null);

    private static final String PREFERENCE = "PreferNoSchedule";

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public ClusterNode {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        taints = taints == null ? List.of() : List.copyOf(taints);
    }

    /** Whether the scheduler would place a new pod there that has these tolerations. */
    public boolean admits(List<Toleration> tolerations) {
        return taints.stream()
                .filter(taint -> !PREFERENCE.equals(taint.getEffect()))
                .allMatch(taint -> tolerations.stream().anyMatch(toleration -> tolerates(toleration, taint)));
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        return isAnyOr(toleration.getEffect(), taint.getEffect())
                && isAnyOr(toleration.getKey(), taint.getKey())
                && ("Exists".equals(toleration.getOperator())
                        || text(toleration.getValue()).equals(text(taint.getValue())));
    }

    private static boolean isAnyOr(@Nullable String asked, String there) {
        return text(asked).isEmpty() || there.equals(asked);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
