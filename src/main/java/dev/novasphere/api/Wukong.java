package dev.novasphere.api;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A virtual machine as its user asks for it: CPU, memory, networks, disks, cloud-init and availability. */
@Group("vm.novasphere.dev")
@Version("v1alpha1")
@Kind("Wukong")
@Singular("wukong")
@Plural("wukongs")
@ShortNames("wk")
public final class Wukong extends MachineResource {
    private static final long serialVersionUID = 1L;
}
