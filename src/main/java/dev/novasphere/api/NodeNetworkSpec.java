package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes offer, and to whom.
 *
 * @param type what it is on the node
 * @param bridgeName the bridge, for types linux-bridge and ovs-bridge
 * @param uplink interface or bond behind the bridge; null: the bridge is isolated on each node
 * @param mtu MTU of the bridge in bytes; null: as the kernel chooses
 * @param vlans VLANs that machines may ask for; empty: none
 * @param allowUntagged whether machines may use it without a VLAN; null: no
 * @param nodeSelector labels of the nodes that offer it; empty: every node
 * @param namespaceSelector namespaces whose machines may use it; null: none
 * @param resourceName extended resource of the device plugin, for types sriov, macvtap and ovs-bridge
 * @param managed whether the operator makes the bridge; null: for type linux-bridge it does
 * @param allowManagementUplink whether the uplink may carry the node's own address; null: no
 * @param addressPools addresses that machines are given
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeNetworkSpec(
        @KnownWord @Nullable NodeNetworkType type,
        @Nullable String bridgeName,
        @Nullable String uplink,
        @Nullable Integer mtu,
        List<VlanRange> vlans,
        @Nullable Boolean allowUntagged,
        Map<String, String> nodeSelector,
        @Nullable LabelSelector namespaceSelector,
        @Nullable String resourceName,
        @Nullable Boolean managed,
        @Nullable Boolean allowManagementUplink,
        List<AddressPool> addressPools) {

    /** Nothing was written. */
    static final NodeNetworkSpec EMPTY =
            new NodeNetworkSpec(null, null, null, null, List.of(), null, Map.of(), null, null, null, null, List.of());

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public NodeNetworkSpec {
        bridgeName = Absence.text(bridgeName);
        uplink = Absence.text(uplink);
        vlans = Absence.list(vlans);
        nodeSelector = Absence.map(nodeSelector);
        resourceName = Absence.text(resourceName);
        addressPools = Absence.list(addressPools);
    }

    /** Whether the operator makes the bridge; it can make Linux bridges only. */
    public boolean makesBridge() {
        return type == NodeNetworkType.LINUX_BRIDGE && !Boolean.FALSE.equals(managed);
    }

    /** What machines are attached to: the bridge, or the resource where there is none. */
    public String carrier() {
        return String.valueOf(bridgeName == null ? resourceName : bridgeName);
    }

    /** Whether machines may use it without a VLAN. */
    public boolean untaggedIsAllowed() {
        return Boolean.TRUE.equals(allowUntagged);
    }

    /** Whether the uplink may carry the node's own address, which then moves to the bridge. */
    public boolean managementUplinkIsAllowed() {
        return Boolean.TRUE.equals(allowManagementUplink);
    }
}
