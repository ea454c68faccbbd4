package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Comparator;
import java.util.Objects;

/** A network that the nodes offer, and who may use it. Written by administrators; it stands in no namespace. */
@Group("vm.novasphere.dev")
@Version("v1alpha1")
@Kind("NodeNetwork")
@Singular("nodenetwork")
@Plural("nodenetworks")
@ShortNames("nn")
public final class NodeNetwork extends CustomResource<NodeNetworkSpec, NodeNetworkStatus> {
    /** The older of two that want the same has it, so that nobody takes a bridge from under another's machines. */
    public static final Comparator<NodeNetwork> OLDEST_FIRST = Comparator.<NodeNetwork, String>comparing(
                    network -> Objects.requireNonNullElse(network.getMetadata().getCreationTimestamp(), ""))
            .thenComparing(NodeNetwork::name);

    private static final long serialVersionUID = 1L;

    @Override
    protected NodeNetworkSpec initSpec() {
        return NodeNetworkSpec.EMPTY;
    }

    /** As {@link MachineResource#getSpec}: one in which nothing was written is not written out. */
    @Override
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NothingWritten.class)
    public NodeNetworkSpec getSpec() {
        return super.getSpec();
    }

    /** The name: a DNS label of at most 40 characters (the CRD says so). */
    public String name() {
        return getMetadata().getName();
    }

    /** Whether somebody has asked for this object's deletion. */
    public boolean beingDeleted() {
        return getMetadata().getDeletionTimestamp() != null;
    }
}
