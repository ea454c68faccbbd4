package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a node offers machines to be attached to. */
public enum NodeNetworkType {
    /** A Linux bridge, which the operator makes by NMState or finds there. */
    @JsonProperty("linux-bridge")
    LINUX_BRIDGE("linux-bridge", NetworkType.BRIDGE),
    /** An Open vSwitch bridge; never made by the operator, for NetworkManager on Debian and Ubuntu cannot. */
    @JsonProperty("ovs-bridge")
    OVS_BRIDGE("ovs-bridge", NetworkType.OVS),
    /** Virtual functions that a device plugin advertises. */
    @JsonProperty("sriov")
    SRIOV("sriov", NetworkType.SRIOV),
    /** A device of the nodes behind KubeVirt's macvtap binding. */
    @JsonProperty("macvtap")
    MACVTAP("macvtap", NetworkType.MACVLAN);

    private final String word;
    private final NetworkType carries;

    NodeNetworkType(String word, NetworkType carries) {
        this.word = word;
        this.carries = carries;
    }

    /** The type of a machine's network that it can carry. */
    public NetworkType carries() {
        return carries;
    }

    /** Whether it is a bridge of the nodes, with a name. */
    public boolean isBridge() {
        return this == LINUX_BRIDGE || this == OVS_BRIDGE;
    }

    /** The word that administrators write. */
    @Override
    public String toString() {
        return word;
    }
}
