package dev.novasphere.desired;

import dev.novasphere.addresses.Ip;
import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressLeaseSpec;
import dev.novasphere.api.AddressPool;
import dev.novasphere.api.MachineResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** The objects by which an address is taken. */
final class AddressLeases {
    private AddressLeases() {}

    static AddressLease of(MachineResource owner, AddressClaim claim, String address) {
        var lease = new AddressLease();
        lease.setMetadata(new ObjectMetaBuilder()
                .withName(claim.leaseName(address))
                .withLabels(Labels.of(owner))
                .build());
        var pool = claim.wanted() instanceof AddressClaim.Wanted.OfPool(var _, var from, var _)
                ? from.map(AddressPool::name).orElse(null)
                : null;
        lease.setSpec(new AddressLeaseSpec(
                claim.segment().nodeNetwork(),
                claim.segment().vlanId(),
                address,
                pool,
                new AddressLeaseSpec.Holder(
                        owner.getKind(), owner.namespace(), owner.name(), owner.uid(), claim.network())));
        return lease;
    }

    /** An address as it is part of a lease's name. */
    static String label(String address) {
        return Ip.parse(address).map(Ip::asLabel).orElseGet(() -> "mac-" + address.replace(':', '-'));
    }
}
