package dev.novasphere.external;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** How one node gets along with one policy; named {@code node.policy}, and labelled with both. */
@Group("nmstate.io")
@Version("v1beta1")
@Kind("NodeNetworkConfigurationEnactment")
@Plural("nodenetworkconfigurationenactments")
public final class NodeNetworkConfigurationEnactment extends CustomResource<Void, NodeEnactmentStatus> {
    private static final long serialVersionUID = 1L;

    /** The label with the policy's name. */
    public static final String POLICY = "nmstate.io/policy";

    /** The label with the node's name. */
    public static final String NODE = "nmstate.io/node";
}
