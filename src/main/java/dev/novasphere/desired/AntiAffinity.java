package dev.novasphere.desired;

import dev.novasphere.api.HighAvailability;
import dev.novasphere.api.HighAvailability.AntiAffinityMode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import java.util.Optional;

/** Keeps the Wukongs of one group and namespace on different nodes. */
final class AntiAffinity {
    private static final int WEIGHT = 100;

    private AntiAffinity() {}

    static Optional<Affinity> of(HighAvailability availability) {
        if (!availability.wantsAntiAffinity()) {
            return Optional.empty();
        }
        var term = term(availability);
        var affinity = new AffinityBuilder().withNewPodAntiAffinity();
        return Optional.of(
                availability.antiAffinityMode() == AntiAffinityMode.Required
                        ? affinity.withRequiredDuringSchedulingIgnoredDuringExecution(term)
                                .endPodAntiAffinity()
                                .build()
                        : affinity.addNewPreferredDuringSchedulingIgnoredDuringExecution()
                                .withWeight(WEIGHT)
                                .withPodAffinityTerm(term)
                                .endPreferredDuringSchedulingIgnoredDuringExecution()
                                .endPodAntiAffinity()
                                .build());
    }

    private static PodAffinityTerm term(HighAvailability availability) {
        return new PodAffinityTermBuilder()
                .withTopologyKey("kubernetes.io/hostname")
                .withLabelSelector(group(availability))
                .build();
    }

    /** The named group, else all Wukongs that name none. */
    private static LabelSelector group(HighAvailability availability) {
        var selector = new LabelSelectorBuilder().addToMatchLabels(Labels.MANAGED_BY, Labels.MANAGER);
        return availability.antiAffinityGroup() != null
                ? selector.addToMatchLabels(Labels.ANTI_AFFINITY_GROUP, availability.antiAffinityGroup())
                        .build()
                : selector.addNewMatchExpression()
                        .withKey(Labels.ANTI_AFFINITY_GROUP)
                        .withOperator("DoesNotExist")
                        .endMatchExpression()
                        .build();
    }
}
