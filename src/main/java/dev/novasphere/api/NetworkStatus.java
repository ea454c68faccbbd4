package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One interface as KubeVirt and the guest report it.
 *
 * @param name the network's name in the spec
 * @param guestInterface the guest's name for it, from the guest agent
 * @param ipAddress the first address
 * @param ipAddresses every address
 * @param macAddress the MAC address
 * @param nadName the NetworkAttachmentDefinition in use
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NetworkStatus(
        String name,
        @JsonProperty("interface") @Nullable String guestInterface,
        @Nullable String ipAddress,
        List<String> ipAddresses,
        @Nullable String macAddress,
        @Nullable String nadName) {

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public NetworkStatus {
        ipAddresses = Absence.list(ipAddresses);
    }
}
