package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Placement and restart.
 *
 * @param restartPolicy what happens when the guest ends
 * @param antiAffinity whether Wukongs of one group are kept on different nodes
 * @param antiAffinityGroup the group; null: that of all Wukongs of the namespace without one
 * @param antiAffinityMode how strictly; null: Preferred
 * @param nodeSelector labels that the node must have
 * @param tolerations taints that the VM accepts
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HighAvailability(
        @KnownWord @Nullable RestartPolicy restartPolicy,
        @Nullable Boolean antiAffinity,
        @Nullable String antiAffinityGroup,
        @KnownWord @Nullable AntiAffinityMode antiAffinityMode,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations) {

    /** What happens when the guest ends. */
    public enum RestartPolicy {
        /** Started again, whatever ended it: also after a shutdown from inside. */
        Always,
        /** Started again after a failure; a shutdown from inside is respected. */
        OnFailure,
        /** Runs once. */
        Never
    }

    /** How strictly anti-affinity is meant. */
    public enum AntiAffinityMode {
        /** On different nodes where that is possible. */
        Preferred,
        /** Not started where it is not possible. */
        Required
    }

    /** Nothing was asked for. */
    public static final HighAvailability NONE = new HighAvailability(null, null, null, null, Map.of(), List.of());

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public HighAvailability {
        antiAffinityGroup = Absence.text(antiAffinityGroup);
        nodeSelector = Absence.map(nodeSelector);
        tolerations = Absence.list(tolerations);
    }

    /** Whether anti-affinity is on (default: off). */
    public boolean wantsAntiAffinity() {
        return Boolean.TRUE.equals(antiAffinity);
    }
}
