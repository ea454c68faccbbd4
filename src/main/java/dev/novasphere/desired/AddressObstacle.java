package dev.novasphere.desired;

import dev.novasphere.api.IpConfig;
import dev.novasphere.observed.Leases.Refused;
import dev.novasphere.observed.Observed;
import java.util.List;
import java.util.Optional;

/**
 * Why a network has not the addresses that it asks for. A machine that is there is left as it is then: it would lose the
 * ones that it has, or be told some that are another's.
 *
 * @param claims what the machine asks for
 * @param observed what is there of it
 * @param isTold whether its VirtualMachine tells guests the same already: an upgrade, or a node network that is not ready,
 *     takes nothing from it and holds nothing back
 */
record AddressObstacle(List<AddressClaim> claims, Observed observed, boolean isTold) {
    /** The plan with what is in the way of its addresses, besides what is in the way already. */
    NetworkPlan addTo(NetworkPlan plan) {
        var own = claims.stream()
                .filter(claim -> claim.network().equals(plan.network().name()))
                .toList();
        return own.stream()
                .flatMap(claim -> refused(claim, plan).stream())
                .findFirst()
                .or(() -> observed.leases().refused(plan.network().name()))
                .or(() -> withoutAddress(plan, own))
                .map(refused -> Obstacle.unknown(refused.reason(), refused.message()))
                .map(found -> plan.obstacle().map(there -> there.and(found)).orElse(found))
                .map(plan::with)
                .orElse(plan);
    }

    /** What the machine has had is not taken away by a rule of today; but a pool that has gone leaves it without a subnet. */
    private Optional<Refused> refused(AddressClaim claim, NetworkPlan plan) {
        var hasIt = isMet(claim)
                && !(claim.wanted() instanceof AddressClaim.Wanted.OfPool
                        && plan.addresses().addresses().isEmpty());
        return hasIt ? Optional.empty() : claim.refused();
    }

    private boolean isMet(AddressClaim claim) {
        return observed.leases().held(claim::isMetBy).isPresent();
    }

    /** What has not been taken, since the network is not to be had or nobody was asked, is not told to a guest either. */
    private Optional<Refused> withoutAddress(NetworkPlan plan, List<AddressClaim> own) {
        var network = plan.network();
        var isPool = network.ipConfig() != null && network.ipConfig().mode() == IpConfig.Mode.POOL;
        if (isPool && own.isEmpty()) {
            return Optional.of(AddressRefusals.withoutNodeNetwork(network.name()));
        }
        var isMissing = (isPool && plan.addresses().addresses().isEmpty())
                || (!isTold && (own.stream().anyMatch(claim -> !isMet(claim)) || hasLostItsNodeNetwork(plan)));
        return isMissing ? Optional.of(AddressRefusals.pending(network.name())) : Optional.empty();
    }

    /** Where nobody can be asked for an address, for the node network of a machine that uses it has gone. */
    private static boolean hasLostItsNodeNetwork(NetworkPlan plan) {
        return plan.obstacle().isPresent() && plan.network().nadName() == null && plan.hasUncheckedAddresses();
    }
}
