package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interface of the guest; one that only the guest knows has no name. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GuestInterface(
        @Nullable String name,
        @Nullable String interfaceName,
        @Nullable String mac,
        @Nullable String ipAddress,
        List<String> ipAddresses) {
    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public GuestInterface {
        ipAddresses = Lists.orEmpty(ipAddresses);
    }
}
