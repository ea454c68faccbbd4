package dev.novasphere.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * An address that one machine has and no other gets. Its name is made from node network, VLAN and address, so that who
 * creates it first has the address. The operator makes and deletes leases; administrators read them.
 */
@Group("vm.novasphere.dev")
@Version("v1alpha1")
@Kind("AddressLease")
@Singular("addresslease")
@Plural("addressleases")
public final class AddressLease extends CustomResource<AddressLeaseSpec, Void> {
    private static final long serialVersionUID = 1L;
}
