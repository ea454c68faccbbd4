package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What starts the guest's boot loader. */
@JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
public enum Firmware {
    /** The default. */
    @JsonProperty("bios")
    BIOS,
    /** UEFI without secure boot. */
    @JsonProperty("uefi")
    UEFI
}
