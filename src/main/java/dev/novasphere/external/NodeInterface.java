package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One interface of a node as nmstate reports it.
 *
 * @param name its name
 * @param type {@code ethernet}, {@code bond}, {@code vlan}, {@code linux-bridge}, {@code ovs-bridge} and so on
 * @param state {@code up}, {@code down} or {@code ignore}
 * @param mtu in bytes
 * @param ipv4 its IPv4 addresses
 * @param ipv6 its IPv6 addresses
 * @param bridge ports, where it is a bridge
 * @param vlan the interface below, where it is a VLAN
 * @param linkAggregation the interfaces below, where it is a bond
 * @param controller the bridge or bond that it is a port of
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeInterface(
        String name,
        @Nullable String type,
        @Nullable String state,
        @Nullable Integer mtu,
        @Nullable Addresses ipv4,
        @Nullable Addresses ipv6,
        @Nullable Bridge bridge,
        @Nullable Vlan vlan,
        @JsonProperty("link-aggregation") @Nullable LinkAggregation linkAggregation,
        @Nullable String controller) {

    /** Whether it is a bridge, of either sort. */
    public boolean isBridge() {
        return type != null && type.endsWith("-bridge");
    }

    /** The names of its ports, where it is a bridge. */
    public Stream<String> ports() {
        return Stream.ofNullable(bridge)
                .flatMap(ported -> ported.port().stream().map(Port::name));
    }

    /** Every address of both families. */
    public Stream<String> addresses() {
        return Stream.of(Optional.ofNullable(ipv4), Optional.ofNullable(ipv6))
                .flatMap(Optional::stream)
                .flatMap(family -> family.address().stream())
                .map(Address::ip);
    }

    /** Addresses of one family. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Addresses(@Nullable Boolean enabled, List<Address> address) {
        @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
        public Addresses {
            address = Lists.orEmpty(address);
        }
    }

    /** One address with its prefix length. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Address(
            String ip,
            @JsonProperty("prefix-length") @Nullable Integer prefixLength) {}

    /** The ports of a bridge. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Bridge(List<Port> port) {
        @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
        public Bridge {
            port = Lists.orEmpty(port);
        }
    }

    /**
     * A port of a bridge.
     *
     * @param name the interface
     * @param vlan its VLAN filter; absent or empty where the bridge does not filter
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Port(String name, @Nullable JsonNode vlan) {}

    /** What a VLAN interface stands on. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Vlan(
            @JsonProperty("base-iface") @Nullable String baseInterface,
            @Nullable Integer id) {}

    /** What a bond is made of. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record LinkAggregation(List<String> port) {
        @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
        public LinkAggregation {
            port = Lists.orEmpty(port);
        }
    }
}
