package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of a node network that machines are given one by one.
 *
 * @param name unique in the node network
 * @param vlanId the VLAN that they belong to; null: untagged
 * @param subnet the subnet as address and prefix length, such as {@code 192.168.100.0/24}
 * @param ranges which of its addresses are given out; empty: all
 * @param exclude single addresses and ranges that are not
 * @param gateway the default gateway, which is never given out
 * @param dnsServers name servers of machines that name none themselves
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AddressPool(
        String name,
        @Nullable Integer vlanId,
        String subnet,
        List<String> ranges,
        List<String> exclude,
        @Nullable String gateway,
        List<String> dnsServers) {

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public AddressPool {
        ranges = Absence.list(ranges);
        exclude = Absence.list(exclude);
        gateway = Absence.text(gateway);
        dnsServers = Absence.list(dnsServers);
    }
}
