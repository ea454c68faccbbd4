package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.NetworkAttachmentSpec;
import dev.novasphere.observed.Observed;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The attachment definition of a network, for those networks that bring none. */
final class NetworkAttachments {
    /** The annotation by which Multus and KubeVirt find the extended resource behind an attachment definition. */
    static final String RESOURCE_NAME = "k8s.v1.cni.cncf.io/resourceName";

    private NetworkAttachments() {}

    /** The one that the machine's template refers to, where no more than its MTU may be another than today's. */
    static Optional<NetworkAttachmentDefinition> inUse(
            MachineResource owner, Network network, CarrierChoice.Carrier carrier, Observed observed) {
        return observed.template().stream()
                .flatMap(spec -> spec.networks().stream())
                .filter(there -> there.name().equals(network.name()) && there.multus() != null)
                .flatMap(there -> Stream.ofNullable(
                        observed.attachments().get(there.multus().networkName())))
                .flatMap(there -> Stream.of(of(owner, network, carrier, AttachmentConfig.mtu(there)))
                        .filter(same -> same.getMetadata()
                                .getName()
                                .equals(there.getMetadata().getName())))
                .findFirst();
    }

    static NetworkAttachmentDefinition of(
            MachineResource owner, Network network, CarrierChoice.Carrier carrier, Optional<Integer> mtu) {
        var config = config(owner, network, carrier.bridge().orElse(""), mtu);
        var name = Names.attachment(
                owner, network.name(), config + carrier.resource().orElse(""));
        var attachment = new NetworkAttachmentDefinition();
        attachment.setMetadata(ChildMetadata.owned(owner, name));
        carrier.resource()
                .ifPresent(resource -> attachment.getMetadata().setAnnotations(Map.of(RESOURCE_NAME, resource)));
        attachment.setSpec(new NetworkAttachmentSpec(config));
        return attachment;
    }

    private static String config(MachineResource owner, Network network, String bridge, Optional<Integer> mtu) {
        return switch (network.type()) {
            case BRIDGE -> CniConfig.bridge(owner, network, bridge, mtu);
            case OVS -> CniConfig.ovs(owner, network, bridge);
            case SRIOV -> CniConfig.sriov(owner, network);
            case MACVLAN -> CniConfig.macvtap(owner, network);
            case POD -> throw new IllegalArgumentException("The pod network has no attachment definition.");
            case null -> throw new IllegalArgumentException("A network without a type has no carrier.");
        };
    }
}
