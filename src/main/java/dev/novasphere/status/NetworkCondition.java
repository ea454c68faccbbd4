package dev.novasphere.status;

import dev.novasphere.desired.NetworkPlan;
import dev.novasphere.desired.Obstacle;
import dev.novasphere.external.GuestInterface;
import dev.novasphere.external.ObservedCondition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The condition NetworksConfigured. */
final class NetworkCondition {
    private static final Set<String> KINDS = Set.of("NetworkAttachmentDefinition");

    private NetworkCondition() {}

    static Verdict of(Situation s, List<NetworkPlan> plans) {
        var obstacles = plans.stream().flatMap(plan -> plan.obstacle().stream()).toList();
        if (!obstacles.isEmpty()) {
            return Verdict.no(
                    Reason.valueOf(obstacles.getFirst().reason()),
                    obstacles.stream().map(Obstacle::message).collect(Collectors.joining(" ")));
        }
        var refusal = s.applied().refusalOf(KINDS);
        if (refusal.isPresent()) {
            return Refusals.verdict(refusal.get());
        }
        var silent = withoutAddress(s, plans);
        if (!silent.isEmpty()) {
            return Verdict.yes(
                    Reason.AddressUnknown,
                    "The networks are configured. The address of %s is not known, because no guest agent answers: %s"
                                    .formatted(
                                            Words.quoted(silent),
                                            s.owner().getSpec().wantsGuestAgent()
                                                    ? "cloud-init installs it at the first start, for which the guest must reach its package server."
                                                    : "set guestAgent to true before the first start, or install qemu-guest-agent in the guest.")
                            + unchecked(plans));
        }
        return Verdict.yes(Reason.NetworksReady, "Every network is configured." + unchecked(plans));
    }

    /** Without a node network nobody knows who else is on the network. */
    private static String unchecked(List<NetworkPlan> plans) {
        var networks = plans.stream()
                .filter(NetworkPlan::hasUncheckedAddresses)
                .map(plan -> plan.network().name())
                .toList();
        return networks.isEmpty()
                ? ""
                : " Whether another machine has the addresses of %s too is not checked, because no NodeNetwork carries it."
                        .formatted(Words.quoted(networks));
    }

    /** Only the guest agent can tell the address of an interface that is not on the pod network. */
    private static List<String> withoutAddress(Situation s, List<NetworkPlan> plans) {
        if (!"Running".equals(s.instance().phase())
                || s.instanceCondition("AgentConnected")
                        .filter(ObservedCondition::holds)
                        .isPresent()) {
            return List.of();
        }
        var known = s.instance().interfaces().stream()
                .filter(reported -> reported.ipAddress() != null)
                .map(GuestInterface::name)
                .collect(Collectors.toSet());
        return plans.stream()
                .map(plan -> plan.network())
                .filter(network -> !network.onPodNetwork() && !known.contains(network.name()))
                .map(network -> network.name())
                .toList();
    }
}
