package dev.novasphere.observed;

import dev.novasphere.api.AddressLease;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The addresses that one machine has of node networks, and those that it cannot have.
 *
 * @param held its leases
 * @param refused what it has asked for in vain
 */
public record Leases(List<AddressLease> held, List<Refused> refused) {
    /** None, and none asked for. */
    public static final Leases NONE = new Leases(List.of(), List.of());

    /**
     * Why a network gets no address.
     *
     * @param network the network's name in the machine's spec
     * @param reason reason of the condition NetworksConfigured
     * @param message a sentence with the remedy
     */
    public record Refused(String network, String reason, String message) {}

    public Leases {
        held = List.copyOf(held);
        refused = List.copyOf(refused);
    }

    /** The lease that is wanted, where the machine has it. */
    public Optional<AddressLease> held(Predicate<AddressLease> wanted) {
        return held.stream().filter(wanted).findFirst();
    }

    /** Why a network gets no address. */
    public Optional<Refused> refused(String network) {
        return refused.stream().filter(one -> one.network().equals(network)).findFirst();
    }
}
