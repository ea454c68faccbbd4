package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Set;

/** What a DataVolume's phase means to the instance that uses it. */
final class VolumePhase {

    static final String FILLED = "Succeeded";

    /** The DataVolume waits for the very pod that would otherwise wait for it. */
    static final Set<String> WAITS_FOR_POD = Set.of("WaitForFirstConsumer", "PendingPopulation");

    private VolumePhase() {}

    static boolean letsPodStart(String phase) {
        return phase.equals(FILLED) || WAITS_FOR_POD.contains(phase);
    }

    static boolean allFilled(GenericKubernetesResource instance, Cluster cluster) {
        return InstanceObstacle.dataVolumePhases(instance, cluster).stream().allMatch(FILLED::equals);
    }
}
