package dev.novasphere.external;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** CDI's advice on a StorageClass of the same name: which access and volume modes it can do. */
@Group("cdi.kubevirt.io")
@Version("v1beta1")
@Kind("StorageProfile")
@Plural("storageprofiles")
public final class StorageProfile extends CustomResource<Void, StorageProfileStatus> {
    private static final long serialVersionUID = 1L;
}
