package dev.novasphere.desired;

import dev.novasphere.api.IpConfig;
import dev.novasphere.api.Network;
import dev.novasphere.observed.Leases.Refused;
import dev.novasphere.observed.Observed;
import java.util.List;
import java.util.Optional;

/**
 * Why a network has not the addresses that it asks for. A machine that is there is left as it is then: it would lose the
 * ones that it has.
 */
final class AddressObstacle {
    private AddressObstacle() {}

    /** What is in the way of a network; {@code addresses} is what it would have. */
    static Optional<Obstacle> of(
            Network network, GuestAddresses addresses, List<AddressClaim> claims, Observed observed) {
        var own = claims.stream()
                .filter(claim -> claim.network().equals(network.name()))
                .toList();
        return own.stream()
                .flatMap(claim -> refused(claim, observed).stream())
                .findFirst()
                .or(() -> observed.leases().refused(network.name()))
                .or(() -> withoutAddress(network, addresses, own, observed))
                .map(refused -> Obstacle.unknown(refused.reason(), refused.message()));
    }

    /** What the machine has had is not taken away by a rule of today; but a pool that has gone leaves it without a subnet. */
    private static Optional<Refused> refused(AddressClaim claim, Observed observed) {
        var hasIt = isMet(claim, observed) && !(claim.wanted() instanceof AddressClaim.Wanted.OfPool);
        return hasIt ? Optional.empty() : claim.refused();
    }

    private static boolean isMet(AddressClaim claim, Observed observed) {
        return observed.leases().held(claim::isMetBy).isPresent();
    }

    /** What cannot be taken at present, since the network is not to be had, is not told to a guest either. */
    private static Optional<Refused> withoutAddress(
            Network network, GuestAddresses addresses, List<AddressClaim> own, Observed observed) {
        var isPool = network.ipConfig() != null && network.ipConfig().mode() == IpConfig.Mode.POOL;
        if (isPool && own.isEmpty()) {
            return Optional.of(AddressRefusals.withoutNodeNetwork(network.name()));
        }
        var isMissing = (isPool && addresses.addresses().isEmpty())
                || own.stream().anyMatch(claim -> !claim.isOpen() && !isMet(claim, observed));
        return isMissing ? Optional.of(AddressRefusals.pending(network.name())) : Optional.empty();
    }
}
