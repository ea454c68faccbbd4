package dev.novasphere.external;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** The network of the node of the same name, as NMState's handler there sees it. */
@Group("nmstate.io")
@Version("v1beta1")
@Kind("NodeNetworkState")
@Plural("nodenetworkstates")
public final class NodeNetworkState extends CustomResource<Void, NodeNetworkStateStatus> {
    private static final long serialVersionUID = 1L;
}
