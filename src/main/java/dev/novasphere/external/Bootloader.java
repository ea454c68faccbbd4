package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** BIOS or EFI, exactly one. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Bootloader(@Nullable Present bios, @Nullable Efi efi) {
    /** EFI's switch: secure boot would need SMM, which we do not turn on. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Efi(boolean secureBoot) {}
}
