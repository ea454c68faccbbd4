package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is going on. Holds observed values only: what nobody has reported stays absent.
 *
 * @param observedGeneration generation of the spec that this status speaks of
 * @param phase one word for people; see {@code PhaseRules}
 * @param vmName the VirtualMachine
 * @param nodeName the node on which it runs
 * @param conditions one for each condition type, plus Stalled where the spec cannot be followed
 * @param networks one for each interface
 * @param volumes one for each disk, and for each disk that was taken out of the spec and kept
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WukongStatus(
        @Nullable Long observedGeneration,
        @Nullable String phase,
        @Nullable String vmName,
        @Nullable String nodeName,
        List<Condition> conditions,
        List<NetworkStatus> networks,
        List<VolumeStatus> volumes) {

    /** Nothing has been said yet. */
    public static final WukongStatus NONE = new WukongStatus(null, null, null, null, List.of(), List.of(), List.of());

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public WukongStatus {
        conditions = Absence.list(conditions);
        networks = Absence.list(networks);
        volumes = Absence.list(volumes);
    }

    /** The condition of a type, where it has been set. */
    public Optional<Condition> condition(String type) {
        return conditions.stream().filter(c -> c.getType().equals(type)).findFirst();
    }
}
