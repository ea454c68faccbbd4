package dev.novasphere.desired;

import dev.novasphere.addresses.Ip;
import dev.novasphere.addresses.Subnet;
import dev.novasphere.api.AddressLease;
import dev.novasphere.observed.Observed;
import java.util.stream.Collectors;

/**
 * Which addresses that a machine does not ask for any longer no guest of it can have. cloud-init sets addresses at the first
 * start of a disk only, so a guest may keep one over any restart, whatever it is told: it is the guest's own word that
 * counts. Where no agent gives it, the address stays the machine's until its interface or the machine goes.
 */
public record ReturnableLeases(DesiredState desired, Observed observed) {
    /** Whether this one can be another's. */
    public boolean has(AddressLease lease) {
        if (observed.virtualMachine().isEmpty() && observed.instance().isEmpty()) {
            return !desired
                    .mayCreate(); // One that is about to be made may get a disk that an earlier guest has set up.
        }
        // Without its node network nobody knows what is claimed of it; and a guest that is to move is connected as
        // before.
        return observed.facts().nodeNetwork(lease.getSpec().nodeNetwork()).isPresent()
                && (observed.running().isPresent() || !observed.instanceLives())
                && !observed.migrationIsDue()
                && (hasLeft(lease) || (desired.isInForce(observed) && isNotReported(lease)));
    }

    /** Whether neither the next guest nor the one that runs has an interface where the lease is of. */
    private boolean hasLeft(AddressLease lease) {
        var known = desired.networks().stream()
                .flatMap(plan -> plan.attachmentName().stream())
                .collect(Collectors.toSet());
        return known.containsAll(DesiredState.attachments(observed))
                && desired.networks().stream().noneMatch(plan -> isWhere(lease, plan));
    }

    /** A MAC address is the hypervisor's, and no guest keeps it over a restart. */
    private boolean isNotReported(AddressLease lease) {
        var reported = new ReportedAddresses(observed.instanceStatus());
        return Ip.parse(lease.getSpec().address())
                .map(address -> observed.running().isPresent()
                        && !reported.has(address)
                        && desired.networks().stream()
                                .filter(plan -> isWhere(lease, plan))
                                .allMatch(plan -> isComplete(plan, reported)))
                .orElse(true);
    }

    /** Whether an interface is up: it has all addresses that it should have, and one at least that leads anywhere. */
    private static boolean isComplete(NetworkPlan plan, ReportedAddresses reported) {
        var found = reported.of(plan.network().name());
        return found.stream().anyMatch(address -> !address.isLinkLocal())
                && plan.addresses().addresses().stream()
                        .flatMap(address -> Subnet.parse(address).stream())
                        .map(Subnet::address)
                        .allMatch(found::contains);
    }

    private static boolean isWhere(AddressLease lease, NetworkPlan plan) {
        return plan.nodeNetwork()
                .filter(offer ->
                        new AddressClaim.Segment(offer.name(), plan.network().vlanId()).has(lease))
                .isPresent();
    }
}
