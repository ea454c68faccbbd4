package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Power.
 *
 * @param runStrategy KubeVirt's run strategy; null: follows from {@code restartPolicy} and {@code autoStart}
 * @param autoStart whether the VM is started; null: yes, except with Halted and Manual
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StartStrategy(
        @KnownWord @Nullable RunStrategy runStrategy,
        @Nullable Boolean autoStart) {

    /** Nothing was asked for. */
    public static final StartStrategy NONE = new StartStrategy(null, null);

    /** KubeVirt's run strategies, in its own words (kubevirt.io/api/core/v1, {@code VirtualMachineRunStrategy}). */
    public enum RunStrategy {
        /** Kept running. */
        Always,
        /** Started, and again after a failure. */
        RerunOnFailure,
        /** People start and stop it. */
        Manual,
        /** Kept off. */
        Halted,
        /** Started a single time. */
        Once
    }
}
