package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What virt-controller says of the machine. Flags are absent, never false, where they do not hold. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VirtualMachineStatus(
        @Nullable String printableStatus,
        @Nullable Boolean created,
        @Nullable Boolean ready,
        List<ObservedCondition> conditions,
        @Nullable Long desiredGeneration,
        @Nullable Long observedGeneration,
        @Nullable StartFailure startFailure) {
    /** Nothing has been reported yet. */
    public static final VirtualMachineStatus NONE =
            new VirtualMachineStatus(null, null, null, List.of(), null, null, null);

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public VirtualMachineStatus {
        conditions = Lists.orEmpty(conditions);
    }

    /** Starts that failed one after another. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StartFailure(
            @Nullable Integer consecutiveFailCount,
            @Nullable String retryAfterTimestamp) {}
}
