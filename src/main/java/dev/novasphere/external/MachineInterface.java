package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** An interface that the guest sees; exactly one of the last four is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachineInterface(
        String name,
        @Nullable String model,
        @Nullable String macAddress,
        @Nullable Present masquerade,
        @Nullable Present bridge,
        @Nullable Present sriov,
        @Nullable Plugin binding) {
    /** A network binding plugin, registered in KubeVirt's configuration. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Plugin(String name) {}
}
