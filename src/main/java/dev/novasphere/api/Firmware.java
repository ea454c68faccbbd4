package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What starts the guest's boot loader. */
public enum Firmware {
    /** The default. */
    @JsonProperty("bios")
    BIOS,
    /** UEFI without secure boot. */
    @JsonProperty("uefi")
    UEFI
}
