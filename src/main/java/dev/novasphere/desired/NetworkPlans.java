package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.observed.Observed;
import java.util.List;
import java.util.Optional;

/** What each network of a spec comes to: an attachment definition to make or to use, or the obstacle in its way. */
final class NetworkPlans {
    private NetworkPlans() {}

    /** One plan for each network; a spec without networks gets the pod network. */
    static List<NetworkPlan> of(MachineResource owner, Settings settings, Observed observed) {
        var networks = owner.getSpec().networks();
        return (networks.isEmpty() ? List.of(Network.POD_DEFAULT) : networks)
                .stream()
                        .map(network -> plan(owner, network, settings, observed))
                        .toList();
    }

    private static NetworkPlan plan(MachineResource owner, Network network, Settings settings, Observed observed) {
        var mac = MacAddresses.of(owner, network);
        var multus = Requirements.multus(network, observed.facts());
        if (network.onPodNetwork()) {
            return new NetworkPlan(network, mac, Optional.empty(), Optional.empty(), Optional.empty());
        }
        if (network.nadName() != null) {
            var obstacle = multus.or(() -> ExistingAttachment.check(network, owner.namespace(), observed))
                    .or(() -> Requirements.binding(network, observed.facts()));
            return new NetworkPlan(network, mac, Optional.empty(), Optional.of(network.nadName()), obstacle);
        }
        return switch (CarrierChoice.of(network, settings)) {
            case CarrierChoice.Missing missing ->
                new NetworkPlan(network, mac, Optional.empty(), Optional.empty(), Optional.of(missing.obstacle()));
            case CarrierChoice.Carrier carrier -> {
                var attachment = NetworkAttachments.of(owner, network, carrier);
                var obstacle = multus.or(() -> Requirements.binding(network, observed.facts()))
                        .or(() -> carrier.resource()
                                .flatMap(name -> Requirements.resource(network, name, observed.facts())));
                yield new NetworkPlan(
                        network,
                        mac,
                        // Without Multus the API server does not know the kind.
                        multus.isPresent() ? Optional.empty() : Optional.of(attachment),
                        Optional.of(attachment.getMetadata().getName()),
                        obstacle);
            }
        };
    }
}
