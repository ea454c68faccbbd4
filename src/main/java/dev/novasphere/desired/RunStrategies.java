package dev.novasphere.desired;

import dev.novasphere.api.StartStrategy.RunStrategy;
import dev.novasphere.api.WukongSpec;

/**
 * KubeVirt's run strategy from the three fields that speak of power. {@code runStrategy} decides where it is written;
 * contradictions are refused by the CRD. For the table in full see the golden {@code run-strategies}.
 */
final class RunStrategies {
    private RunStrategies() {}

    static RunStrategy of(WukongSpec spec) {
        if (spec.startStrategy().runStrategy() != null) {
            return spec.startStrategy().runStrategy();
        }
        if (Boolean.FALSE.equals(spec.startStrategy().autoStart())) {
            return RunStrategy.Halted;
        }
        return switch (spec.highAvailability().restartPolicy()) {
            case null -> RunStrategy.Always;
            case Always -> RunStrategy.Always;
            case OnFailure -> RunStrategy.RerunOnFailure;
            case Never -> RunStrategy.Once;
        };
    }
}
