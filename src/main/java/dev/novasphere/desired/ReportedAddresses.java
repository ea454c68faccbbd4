package dev.novasphere.desired;

import dev.novasphere.addresses.Ip;
import dev.novasphere.external.GuestInterface;
import dev.novasphere.external.InstanceStatus;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The addresses that the agent in a guest reports; without an agent, nobody knows any. */
public record ReportedAddresses(InstanceStatus guest) {
    /** Those of a network's interface; empty: nothing is reported of it. */
    public List<Ip> of(String network) {
        return all(reported -> network.equals(reported.name()));
    }

    /** Whether an interface, whichever it is, has an address. */
    boolean has(Ip address) {
        return all(reported -> true).contains(address);
    }

    private List<Ip> all(Predicate<GuestInterface> wanted) {
        var isHeard = guest.conditions().stream()
                .anyMatch(condition -> condition.type().equals("AgentConnected") && condition.holds());
        return isHeard
                ? guest.interfaces().stream()
                        .filter(wanted)
                        .flatMap(ReportedAddresses::addresses)
                        .flatMap(address -> Ip.parse(address.split("/", 2)[0]).stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    private static Stream<String> addresses(GuestInterface reported) {
        return reported.ipAddresses().isEmpty()
                ? Stream.ofNullable(reported.ipAddress())
                : reported.ipAddresses().stream();
    }
}
