package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import java.util.List;
import java.util.Optional;

/** What each network of a spec comes to: an attachment definition to make or to use, or the obstacle in its way. */
final class NetworkPlans {
    /** Found out when the plan is made. */
    private static final GuestAddresses NONE = GuestAddresses.NONE;

    private NetworkPlans() {}

    /** One plan for each network; a spec without networks gets the pod network. */
    static List<NetworkPlan> of(MachineResource owner, Settings settings, Observed observed) {
        var networks = owner.getSpec().networks();
        var claims = AddressClaims.of(owner, settings, observed);
        var addressed = (networks.isEmpty() ? List.of(Network.POD_DEFAULT) : networks)
                .stream()
                        .map(network -> plan(owner, network, settings, observed))
                        .map(plan -> DefaultNodeNetworks.explained(plan, settings, observed.facts()))
                        .map(plan -> plan.with(GuestAddresses.of(plan.network(), claims, observed)))
                        .toList();
        var obstacles = new AddressObstacle(claims, observed, isTold(owner, addressed, observed));
        var plans = addressed.stream().map(obstacles::addTo).toList();
        return NodePlacement.isPossible(owner, plans, observed)
                ? plans
                : plans.stream().map(NetworkPlans::withoutNode).toList();
    }

    /** Whether the VirtualMachine that is there tells guests the same already: the Secret is named by its content. */
    private static boolean isTold(MachineResource owner, List<NetworkPlan> plans, Observed observed) {
        return observed.template()
                .filter(spec -> CloudInitSecrets.namedBy(spec)
                        .anyMatch(CloudInitSecret.of(owner, plans).getMetadata().getName()::equals))
                .isPresent();
    }

    private static NetworkPlan withoutNode(NetworkPlan plan) {
        return plan.nodeNetwork().isEmpty() || plan.obstacle().isPresent()
                ? plan
                : plan.with(Obstacle.notReady(
                        "NodeNetworkNotReady",
                        "Network \"%s\": no node that this machine may run on offers all its networks at present. NodeNetwork \"%s\": %s"
                                .formatted(
                                        plan.network().name(),
                                        plan.nodeNetwork().get().name(),
                                        plan.nodeNetwork().get().account())));
    }

    private static NetworkPlan plan(MachineResource owner, Network network, Settings settings, Observed observed) {
        var mac = MacAddresses.of(owner, network);
        var multus = Requirements.multus(network, observed.facts());
        if (network.onPodNetwork()) {
            return new NetworkPlan(
                    network, mac, Optional.empty(), Optional.empty(), Optional.empty(), NONE, Optional.empty());
        }
        if (network.nadName() != null) {
            var obstacle = multus.or(() -> ExistingAttachment.check(network, owner.namespace(), observed))
                    .or(() -> Requirements.binding(network, observed.facts()));
            return new NetworkPlan(
                    network, mac, Optional.empty(), Optional.of(network.nadName()), Optional.empty(), NONE, obstacle);
        }
        return switch (CarrierChoice.of(network, settings, observed.facts())) {
            case CarrierChoice.Missing missing -> unknown(network, mac, missing.obstacle());
            case CarrierChoice.Carrier carrier -> carried(owner, network, carrier, observed);
        };
    }

    private static NetworkPlan carried(
            MachineResource owner, Network network, CarrierChoice.Carrier carrier, Observed observed) {
        var mac = MacAddresses.of(owner, network);
        var facts = observed.facts();
        var multus = Requirements.multus(network, facts);
        var offer = NodeNetworkChoice.of(network, carrier, facts);
        var refusal = NodeNetworkGate.check(owner, network, carrier, observed);
        // Another MTU is another attachment: it comes with a start, as a placement does, and asks for no restart.
        var attachment = NetworkAttachments.inUse(owner, network, carrier, observed)
                .filter(there -> refusal.isPresent() || NodePlacement.staysAsItIs(owner, observed))
                .orElseGet(() -> NetworkAttachments.of(
                        owner,
                        network,
                        carrier,
                        offer.map(NodeNetworkOffer::spec).map(NodeNetworkSpec::mtu)));
        var name = attachment.getMetadata().getName();
        if (refusal.isPresent() && !uses(observed, network, name)) {
            return unknown(
                    network,
                    mac,
                    Obstacle.unknown(refusal.get().reason(), refusal.get().message()));
        }
        var obstacle = multus.or(() -> Requirements.binding(network, facts))
                .or(() -> refusal.map(why -> Obstacle.notReady(why.reason(), why.message())))
                .or(() -> carrier.resource().flatMap(resource -> Requirements.resource(network, resource, facts)));
        return new NetworkPlan(
                network,
                mac,
                // Without Multus the API server does not know the kind.
                multus.isPresent() ? Optional.empty() : Optional.of(attachment),
                Optional.of(name),
                offer,
                NONE,
                obstacle);
    }

    private static NetworkPlan unknown(Network network, String mac, Obstacle obstacle) {
        return new NetworkPlan(
                network, mac, Optional.empty(), Optional.empty(), Optional.empty(), NONE, Optional.of(obstacle));
    }

    /** Whether the machine that is there has the network already, so that nothing new is asked for. */
    private static boolean uses(Observed observed, Network network, String attachment) {
        return observed.template().stream()
                .flatMap(spec -> spec.networks().stream())
                .anyMatch(there -> there.name().equals(network.name())
                        && there.multus() != null
                        && there.multus().networkName().equals(attachment));
    }
}
