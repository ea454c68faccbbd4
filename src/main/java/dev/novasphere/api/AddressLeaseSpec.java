package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who has which address; never changed.
 *
 * @param nodeNetwork the node network that the address belongs to
 * @param vlanId its VLAN there; null: untagged
 * @param address an IP address without prefix length, normalised, or a MAC address in small letters
 * @param pool the pool that it was taken from; null: the machine's spec names it
 * @param holder the machine that has it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AddressLeaseSpec(
        String nodeNetwork,
        @Nullable Integer vlanId,
        String address,
        @Nullable String pool,
        Holder holder) {
    /**
     * The machine that has an address, and its interface.
     *
     * @param kind Wukong or VirtualMachineProfile
     * @param namespace its namespace
     * @param name its name
     * @param uid its uid: a later machine of the same name is another
     * @param network the name of the network in its spec
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Holder(String kind, String namespace, String name, String uid, String network) {}
}
