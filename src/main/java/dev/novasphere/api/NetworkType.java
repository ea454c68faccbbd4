package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What carries a network's traffic on the node. */
public enum NetworkType {
    /** A Linux bridge, by the bridge CNI plugin. */
    @JsonProperty("bridge")
    BRIDGE("bridge"),
    /** A device of the node, by KubeVirt's macvtap binding: its bridge binding does not work over macvlan. */
    @JsonProperty("macvlan")
    MACVLAN("macvlan"),
    /** A virtual function of an SR-IOV device, passed through. */
    @JsonProperty("sriov")
    SRIOV("sriov"),
    /** An Open vSwitch bridge, by ovs-cni. */
    @JsonProperty("ovs")
    OVS("ovs"),
    /** The cluster's own pod network, behind masquerade. */
    @JsonProperty("pod")
    POD("pod");

    private final String word;

    NetworkType(String word) {
        this.word = word;
    }

    /** The word that users write. */
    @Override
    public String toString() {
        return word;
    }
}
