package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One interface of the guest and the network behind it.
 *
 * @param name unique in the Wukong; also the interface's name in KubeVirt
 * @param type what carries the traffic on the node
 * @param nadName an existing NetworkAttachmentDefinition of the same namespace; null: one is made
 * @param nodeNetwork the NodeNetwork that carries it; null: the one that has the bridge or resource that is named
 * @param vlanId VLAN tag, 1 to 4094
 * @param bridgeName bridge on the node, for types bridge and ovs
 * @param resourceName extended resource of the device plugin, for types sriov, macvlan and ovs
 * @param macAddress MAC address; null: derived from the Wukong's uid and the network's name
 * @param ipConfig addresses inside the guest; null: the guest asks by DHCP
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Network(
        String name,
        @KnownWord @Nullable NetworkType type,
        @Nullable String nadName,
        @Nullable String nodeNetwork,
        @Nullable Integer vlanId,
        @Nullable String bridgeName,
        @Nullable String resourceName,
        @Nullable String macAddress,
        @Nullable IpConfig ipConfig) {

    /** What a Wukong without networks gets: the pod network, behind masquerade. */
    public static final Network POD_DEFAULT =
            new Network("default", NetworkType.POD, null, null, null, null, null, null, null);

    public Network {
        nadName = Absence.text(nadName);
        nodeNetwork = Absence.text(nodeNetwork);
        bridgeName = Absence.text(bridgeName);
        resourceName = Absence.text(resourceName);
        macAddress = Absence.text(macAddress);
    }

    /** Whether this is the cluster's own pod network. */
    public boolean onPodNetwork() {
        return type == NetworkType.POD;
    }
}
