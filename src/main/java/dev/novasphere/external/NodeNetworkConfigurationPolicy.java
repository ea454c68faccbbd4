package dev.novasphere.external;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** NMState's wish for the network of some nodes. */
@Group("nmstate.io")
@Version("v1")
@Kind("NodeNetworkConfigurationPolicy")
@Plural("nodenetworkconfigurationpolicies")
public final class NodeNetworkConfigurationPolicy extends CustomResource<NodePolicySpec, NodePolicyStatus> {
    private static final long serialVersionUID = 1L;
}
