package dev.novasphere.status;

/** The conditions of a Wukong. All but the last two are always there. */
public enum ConditionType {
    /** The spec can be followed. */
    Accepted,
    /** Every network can be had, and its attachment definition is as wanted. */
    NetworksConfigured,
    /** Every disk is bound to a volume and filled. A status, no barrier: some volumes are bound by the VM's start. */
    VolumesBound,
    /** The VirtualMachine and its Secret are as wanted, and KubeVirt took them. */
    VirtualMachineSynced,
    /** Everything is as the spec asks; for a halted VM that means off. */
    Ready,
    /** The guest reports other addresses than it should have; absent otherwise. */
    AddressMismatch,
    /** The spec cannot be followed and only its author can change that (kstatus); absent otherwise. */
    Stalled
}
