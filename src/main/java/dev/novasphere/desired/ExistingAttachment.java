package dev.novasphere.desired;

import dev.novasphere.api.Network;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.observed.Observed;
import java.util.Optional;
import java.util.Set;

/** Whether the attachment definition that a network names is there and fits what the network says of itself. */
final class ExistingAttachment {
    private ExistingAttachment() {}

    static Optional<Obstacle> check(Network network, String namespace, Observed observed) {
        var attachment = observed.namedAttachments().get(network.nadName());
        if (attachment == null) {
            return Optional.of(Obstacle.notReady(
                    "AttachmentDefinitionMissing",
                    "Network \"%s\" uses the existing attachment definition \"%s\", which is not in namespace %s. Create it there, or remove nadName to have one made."
                            .formatted(network.name(), network.nadName(), namespace)));
        }
        return fits(network, attachment)
                .or(() -> AttachmentConfig.resource(attachment)
                        .flatMap(r -> Requirements.resource(network, r, observed.facts())));
    }

    private static Optional<Obstacle> fits(Network network, NetworkAttachmentDefinition attachment) {
        var config = AttachmentConfig.of(attachment);
        if (config.isEmpty()) {
            return Optional.of(Obstacle.notReady(
                    "AttachmentDefinitionInvalid",
                    "Network \"%s\" uses the attachment definition \"%s\", whose spec.config is not a JSON object. Correct it."
                            .formatted(network.name(), network.nadName())));
        }
        var type = config.get().path("type").asText();
        if (!pluginsOf(network).contains(type)) {
            return Optional.of(Obstacle.notReady(
                    "TypeMismatch",
                    "Network \"%s\" is of type %s, but the attachment definition \"%s\" has a configuration for the CNI plugin \"%s\". Make both the same."
                            .formatted(network.name(), network.type(), network.nadName(), type)));
        }
        var vlan = config.get().path("vlan").asInt(0);
        if (network.vlanId() != null && network.vlanId() != vlan) {
            return Optional.of(Obstacle.notReady(
                    "VlanMismatch",
                    "Network \"%s\" asks for VLAN %d, but the attachment definition \"%s\" has VLAN %d. Make both the same, or leave vlanId out."
                            .formatted(network.name(), network.vlanId(), network.nadName(), vlan)));
        }
        var bridge = config.get().path("bridge").asText(null);
        if (network.bridgeName() != null && !network.bridgeName().equals(bridge)) {
            return Optional.of(Obstacle.notReady(
                    "BridgeMismatch",
                    "Network \"%s\" asks for bridge \"%s\", but the attachment definition \"%s\" has bridge \"%s\". Make both the same, or leave bridgeName out."
                            .formatted(network.name(), network.bridgeName(), network.nadName(), bridge)));
        }
        var resource = AttachmentConfig.resource(attachment);
        if (network.resourceName() != null && !resource.equals(Optional.of(network.resourceName()))) {
            return Optional.of(Obstacle.notReady(
                    "ResourceMismatch",
                    "Network \"%s\" asks for the resource %s, but the attachment definition \"%s\" has %s. Make both the same, or leave resourceName out."
                            .formatted(
                                    network.name(),
                                    network.resourceName(),
                                    network.nadName(),
                                    resource.orElse("none"))));
        }
        return Optional.empty();
    }

    private static Set<String> pluginsOf(Network network) {
        return switch (network.type()) {
            case BRIDGE -> Set.of("bridge", "cnv-bridge"); // OpenShift ships the bridge plugin as cnv-bridge.
            case OVS -> Set.of("ovs");
            case SRIOV -> Set.of("sriov");
            case MACVLAN -> Set.of(Requirements.MACVTAP);
            case POD -> Set.of();
            case null -> Set.of();
        };
    }
}
