package dev.novasphere.status;

import dev.novasphere.addresses.Ip;
import dev.novasphere.addresses.Subnet;
import dev.novasphere.desired.NetworkPlan;
import dev.novasphere.desired.ReportedAddresses;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The condition AddressMismatch: only where the guest agent reports the addresses of an interface that should have certain
 * ones. What it has besides is its own affair: a router hands out IPv6 addresses, a cluster's guests move one about.
 */
final class AddressCondition {
    private AddressCondition() {}

    static Optional<Verdict> of(Situation s, List<NetworkPlan> plans) {
        if (!s.instanceLives()) {
            return Optional.empty();
        }
        var mismatches =
                plans.stream().flatMap(plan -> mismatch(s, plan).stream()).toList();
        return mismatches.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Verdict.yes(
                                Reason.AddressMismatch,
                                String.join(" ", mismatches)
                                        + " cloud-init sets addresses at the first start of a disk: correct them in the guest, or the spec."));
    }

    private static Optional<String> mismatch(Situation s, NetworkPlan plan) {
        var wanted = plan.addresses().addresses().stream()
                .flatMap(address -> Subnet.parse(address).stream())
                .map(Subnet::address)
                .toList();
        var reported = new ReportedAddresses(s.instance()).of(plan.network().name());
        return reported.isEmpty() || reported.containsAll(wanted)
                ? Optional.empty()
                : Optional.of("Network \"%s\" should have %s in the guest, which has %s."
                        .formatted(plan.network().name(), text(wanted), worthAWord(reported)));
    }

    /** Every IPv6 interface has an address of its link besides, which tells nobody anything unless it is the only one. */
    private static String worthAWord(List<Ip> reported) {
        var others = reported.stream()
                .filter(address -> !(address.isV6() && address.isLinkLocal()))
                .toList();
        return text(others.isEmpty() ? reported : others);
    }

    private static String text(List<Ip> addresses) {
        return addresses.stream().map(Ip::toString).collect(Collectors.joining(", "));
    }
}
