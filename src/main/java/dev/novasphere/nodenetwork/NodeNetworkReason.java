package dev.novasphere.nodenetwork;

/** Every reason that a condition of a node network can have, with its meaning: the reference page is made from this table. */
public enum NodeNetworkReason {
    // Accepted and Stalled
    SpecAccepted("The spec can be followed.", false),
    SpecInvalid("The spec cannot be followed; the message lists every problem with its remedy.", true),
    // Ready and Degraded
    NodesReady("Every node that is to offer the network does.", false),
    Unverified("NMState is not there to verify the network; it is used as declared.", false),
    NodesProgressing("Some nodes are still being set up, one after the other.", false),
    NoMatchingNode("No node has the labels of nodeSelector.", true),
    NodesFailed("A node could not be set up, or lacks what the spec declares; the message says why.", true),
    NMStateMissing("NMState, which sets up bridges, is not installed.", true),
    PolicyRejected("The API server refuses the policy for NMState.", true),
    NameConflict("A policy of that name is there already and was not made by this node network.", true),
    NodesNeedBridge("The node network is being deleted, and a node would be cut off without the bridge.", true),
    InUse("The node network is being deleted, and machines still use it.", false),
    Removing("The bridge is being taken off the nodes.", false);

    private final String meaning;
    private final boolean fault;

    NodeNetworkReason(String meaning, boolean fault) {
        this.meaning = meaning;
        this.fault = fault;
    }

    /** The meaning, for the reference page. */
    public String meaning() {
        return meaning;
    }

    /** Whether it takes somebody to put it right. */
    public boolean isFault() {
        return fault;
    }
}
