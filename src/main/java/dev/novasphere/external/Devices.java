package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Disks, interfaces and the random number generator. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Devices(
        List<MachineDisk> disks,
        List<MachineInterface> interfaces,
        @Nullable Present rng) {
    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public Devices {
        disks = Lists.orEmpty(disks);
        interfaces = Lists.orEmpty(interfaces);
    }
}
