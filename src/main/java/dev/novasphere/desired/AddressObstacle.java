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
                .or(() -> withoutAddress(network, addresses, own))
                .map(refused -> Obstacle.unknown(refused.reason(), refused.message()));
    }

    /** What the machine has had is not taken away by a rule of today; but a pool that has gone leaves it without a subnet. */
    private static Optional<Refused> refused(AddressClaim claim, Observed observed) {
        var hasIt = observed.leases().held(claim::isMetBy).isPresent()
                && !(claim.wanted() instanceof AddressClaim.Wanted.OfPool);
        return hasIt ? Optional.empty() : claim.refused();
    }

    private static Optional<Refused> withoutAddress(Network network, GuestAddresses addresses, List<AddressClaim> own) {
        if (network.ipConfig() == null
                || network.ipConfig().mode() != IpConfig.Mode.POOL
                || !addresses.addresses().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                own.isEmpty()
                        ? AddressRefusals.withoutNodeNetwork(network.name())
                        : new Refused(
                                network.name(),
                                "AddressPending",
                                "Network \"%s\" has no address of its pool yet; it gets one when the other networks have theirs."
                                        .formatted(network.name())));
    }
}
