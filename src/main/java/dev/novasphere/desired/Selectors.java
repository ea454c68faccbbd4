package dev.novasphere.desired;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Label selectors, read as Kubernetes reads them: none matches nothing, an empty one everything. */
final class Selectors {
    private Selectors() {}

    static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        return selector != null
                && labels.entrySet()
                        .containsAll(Optional.ofNullable(selector.getMatchLabels())
                                .orElse(Map.of())
                                .entrySet())
                && Optional.ofNullable(selector.getMatchExpressions()).orElse(List.of()).stream()
                        .allMatch(requirement -> matches(requirement, labels));
    }

    private static boolean matches(LabelSelectorRequirement requirement, Map<String, String> labels) {
        var value = labels.get(requirement.getKey());
        var values = Optional.ofNullable(requirement.getValues()).orElse(List.of());
        return switch (requirement.getOperator()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false; // Another one allows nobody.
        };
    }
}
