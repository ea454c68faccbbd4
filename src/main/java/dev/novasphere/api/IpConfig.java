package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses inside the guest.
 *
 * @param mode {@code static}, {@code dhcp} or {@code pool}
 * @param address one address with its prefix length; excludes {@code addresses}
 * @param gateway default gateway of {@code address}
 * @param addresses several addresses with their prefix lengths, IPv4 and IPv6
 * @param gateways default gateways of {@code addresses}, at most one for each family
 * @param pool the address pool of the node network; null: the only one that it has for the VLAN
 * @param dnsServers addresses of name servers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IpConfig(
        @KnownWord @Nullable Mode mode,
        @Nullable String address,
        @Nullable String gateway,
        List<String> addresses,
        List<String> gateways,
        @Nullable String pool,
        List<String> dnsServers) {

    /** Where the guest's addresses come from. */
    public enum Mode {
        /** From this spec, by cloud-init's network data. */
        @JsonProperty("static")
        STATIC,
        /** From a DHCP server that is reached through the network. */
        @JsonProperty("dhcp")
        DHCP,
        /** From an address pool of the node network, by cloud-init's network data. */
        @JsonProperty("pool")
        POOL
    }

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public IpConfig {
        address = Absence.text(address);
        gateway = Absence.text(gateway);
        addresses = Absence.list(addresses);
        gateways = Absence.list(gateways);
        pool = Absence.text(pool);
        dnsServers = Absence.list(dnsServers);
    }

    /** Every static address, however it was written. */
    public List<String> allAddresses() {
        return address != null ? List.of(address) : addresses;
    }

    /** Every gateway, however it was written. */
    public List<String> allGateways() {
        return gateway != null ? List.of(gateway) : gateways;
    }
}
