package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A disk that the guest sees. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachineDisk(
        String name,
        @Nullable Integer bootOrder,
        @Nullable String serial,
        @Nullable Target disk) {
    /** How the disk is attached. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Target(@Nullable String bus) {}
}
