package dev.novasphere.desired;

import dev.novasphere.external.MachineInterface;
import dev.novasphere.external.Present;

/** How each network type reaches the guest: exactly one binding for each interface. */
final class MachineInterfaces {
    private static final String VIRTIO = "virtio";

    private MachineInterfaces() {}

    static MachineInterface of(NetworkPlan plan) {
        var name = plan.network().name();
        var mac = plan.macAddress();
        return switch (plan.network().type()) {
            case POD -> new MachineInterface(name, VIRTIO, mac, Present.YES, null, null, null, null);
            // A function that is passed through is no virtio device: KubeVirt takes no model for it.
            case SRIOV -> new MachineInterface(name, null, mac, null, null, Present.YES, null, null);
            case MACVLAN ->
                new MachineInterface(
                        name, null, mac, null, null, null, new MachineInterface.Plugin(Requirements.MACVTAP), null);
            case BRIDGE, OVS -> new MachineInterface(name, VIRTIO, mac, null, Present.YES, null, null, null);
            case null -> new MachineInterface(name, VIRTIO, mac, null, Present.YES, null, null, null);
        };
    }
}
