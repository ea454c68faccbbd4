package dev.novasphere.status;

import java.util.Set;

/** Every reason that a condition of ours can have, with its meaning: the reference page is made from this table. */
public enum Reason {
    // Accepted
    SpecAccepted("The spec can be followed."),
    SpecInvalid("The spec cannot be followed; the message lists every problem with its remedy."),
    // NetworksConfigured
    NetworksReady("Every network can be had."),
    AddressUnknown("The guest runs, but nobody reports the address of some interface: that takes the guest agent."),
    AttachmentDefinitionMissing("The attachment definition that nadName names is not in the namespace."),
    AttachmentDefinitionInvalid("The attachment definition that nadName names holds no CNI configuration."),
    TypeMismatch("The network's type and the configuration of the named attachment definition differ."),
    VlanMismatch("The network's vlanId and the configuration of the named attachment definition differ."),
    BridgeMismatch("The network's bridgeName and the configuration of the named attachment definition differ."),
    ResourceMismatch("The network's resourceName and the annotation of the named attachment definition differ."),
    MultusMissing("Multus is not installed."),
    BindingNotRegistered("KubeVirt's configuration does not register the macvtap binding that type macvlan needs."),
    ResourceMissing("No node has the extended resource that the network needs."),
    ResourceNotNamed("Neither the spec nor the operator's configuration names the extended resource."),
    BridgeNotNamed("Neither the spec nor the operator's configuration names the bridge."),
    BridgeNotAllowed("The administrator does not offer the bridge."),
    NodeNetworkMissing("No NodeNetwork offers the bridge or resource, or there is none of the name."),
    NotAllowed("The NodeNetwork is not open to the namespace."),
    VlanNotAllowed("The NodeNetwork does not allow the VLAN, or none, to the namespace."),
    NodeNetworkNotReady("No node that the machine may run on offers the network yet."),
    AddressInUse("Another machine has the address on the same NodeNetwork and VLAN."),
    AddressReserved("No machine gets the address: it is a gateway's, a node's, or the subnet's own."),
    MacInUse("Another machine has the MAC address on the same NodeNetwork and VLAN."),
    PoolMissing("The NodeNetwork has no such address pool for the VLAN, or several and the spec names none."),
    PoolExhausted("No address of the pool is free."),
    AddressPending("The machine has not been given an address that it asks for yet."),
    NetworkTypeUnknown("This version of the operator does not know the network's type."),
    // AddressMismatch
    AddressMismatch("The guest has not the address that it should have."),
    // VolumesBound
    VolumesReady("Every disk is bound and filled."),
    VolumeResizing("A disk was asked to grow, and its volume has not grown yet."),
    NoVolumes("The Wukong has no disks."),
    ClaimPending("A claim is not bound yet."),
    StorageClassMissing("The StorageClass that a disk names is not in the cluster."),
    WaitingForConsumer("The StorageClass binds the volume when the VM starts."),
    ImportPending("The import of an image has not started."),
    Importing("An image is being imported."),
    ImportFailed("The import of an image fails; it is tried again."),
    ClaimNotValid("CDI cannot make a claim for the disk."),
    CdiMissing("CDI, which imports images, is not installed."),
    // VirtualMachineSynced
    InSync("The VirtualMachine is as wanted."),
    WaitingForNetworks("The VirtualMachine waits for a network."),
    WaitingForDisks("The VirtualMachine waits for a disk."),
    VirtualMachinePending("The VirtualMachine has been asked for and is not seen yet."),
    SynchronizationFailed("KubeVirt cannot make the VirtualMachine's instance."),
    NetworkLeaving("KubeVirt is taking the interface of a network that left the spec out of the running guest."),
    RestartRequired("A change takes effect when the VM is restarted."),
    Paused("The annotation vm.novasphere.dev/paused holds back every change."),
    KubeVirtMissing("KubeVirt is not installed."),
    // more than one condition
    NameConflict("A foreign object has the name of a child; it is left alone."),
    PredecessorLeaving("An object of a deleted Wukong of the same name has not gone yet."),
    ChildRejected("The API server, an admission webhook or a quota refused a child."),
    ChildUnreadable("A child holds what its kind does not allow; nothing is changed until somebody has corrected it."),
    ApiServerUnreachable("The API server did not answer as it should; it is tried again."),
    NotObservedYet("Nothing is known yet."),
    // Ready
    Running("The guest runs."),
    Stopped("The guest is off, as the spec asks."),
    Starting("The guest is starting."),
    Stopping("The guest is shutting down."),
    GuestPaused("The guest is paused."),
    StartFailed("The guest cannot start; KubeVirt tries again."),
    Deleting("The Wukong is being deleted; the message says what it waits for.");

    /** Steps on the way of every VM, and states that are as they should be. */
    private static final Set<Reason> STEPS = Set.of(
            SpecAccepted,
            NetworksReady,
            AddressUnknown,
            AddressPending,
            VolumesReady,
            VolumeResizing,
            NoVolumes,
            ClaimPending,
            WaitingForConsumer,
            ImportPending,
            Importing,
            InSync,
            WaitingForNetworks,
            WaitingForDisks,
            VirtualMachinePending,
            NetworkLeaving,
            RestartRequired,
            Paused,
            NotObservedYet,
            Running,
            Stopped,
            Starting,
            Stopping,
            GuestPaused,
            Deleting);

    private final String meaning;

    Reason(String meaning) {
        this.meaning = meaning;
    }

    /** Whether people should hear of it: something was refused or has failed, as against a step that takes its time. */
    public boolean isRefusal() {
        return !STEPS.contains(this);
    }

    /** The meaning, for the reference page. */
    public String meaning() {
        return meaning;
    }
}
