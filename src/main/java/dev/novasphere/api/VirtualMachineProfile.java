package dev.novasphere.api;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** The same as {@link Wukong} under the name of the earlier documents, for those who come from them. */
@Group("vm.example.com")
@Version("v1alpha1")
@Kind("VirtualMachineProfile")
@Singular("virtualmachineprofile")
@Plural("virtualmachineprofiles")
@ShortNames({"vmprofile", "vmp"})
public final class VirtualMachineProfile extends MachineResource {
    private static final long serialVersionUID = 1L;
}
