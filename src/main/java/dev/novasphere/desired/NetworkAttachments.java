package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.NetworkAttachmentSpec;
import java.util.Map;

/** The attachment definition of a network, for those networks that bring none. */
final class NetworkAttachments {
    /** The annotation by which Multus and KubeVirt find the extended resource behind an attachment definition. */
    static final String RESOURCE_NAME = "k8s.v1.cni.cncf.io/resourceName";

    private NetworkAttachments() {}

    static NetworkAttachmentDefinition of(MachineResource owner, Network network, CarrierChoice.Carrier carrier) {
        var config = config(owner, network, carrier.bridge().orElse(""));
        var name = Names.attachment(
                owner, network.name(), config + carrier.resource().orElse(""));
        var attachment = new NetworkAttachmentDefinition();
        attachment.setMetadata(ChildMetadata.owned(owner, name));
        carrier.resource()
                .ifPresent(resource -> attachment.getMetadata().setAnnotations(Map.of(RESOURCE_NAME, resource)));
        attachment.setSpec(new NetworkAttachmentSpec(config));
        return attachment;
    }

    private static String config(MachineResource owner, Network network, String bridge) {
        return switch (network.type()) {
            case BRIDGE -> CniConfig.bridge(owner, network, bridge);
            case OVS -> CniConfig.ovs(owner, network, bridge);
            case SRIOV -> CniConfig.sriov(owner, network);
            case MACVLAN -> CniConfig.macvtap(owner, network);
            case POD -> throw new IllegalArgumentException("The pod network has no attachment definition.");
            case null -> throw new IllegalArgumentException("A network without a type has no carrier.");
        };
    }
}
