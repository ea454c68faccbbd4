package dev.novasphere.external;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Multus' NetworkAttachmentDefinition: a CNI configuration under a name. */
@Group("k8s.cni.cncf.io")
@Version("v1")
@Kind("NetworkAttachmentDefinition")
@Plural("network-attachment-definitions")
public final class NetworkAttachmentDefinition extends CustomResource<NetworkAttachmentSpec, Void>
        implements Namespaced {
    private static final long serialVersionUID = 1L;
}
