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
    /**
     * Of two that want the same, the one that has had it set up on nodes has it, else the older: nobody takes a bridge from
     * under another's machines. Ages are counted in whole seconds; of two of one age it is the first by name.
     */
    public static final Comparator<NodeNetwork> RIGHTFUL_FIRST = Comparator.comparing(
                    (NodeNetwork network) -> !network.hasBeenSetUp())
            .thenComparing(
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

    /** Whether a policy has ever been written for it, so that what is on the nodes may be the operator's. */
    public boolean hasBeenSetUp() {
        return getStatus() != null && getStatus().policyName() != null;
    }

    /** Whether somebody has asked for this object's deletion. */
    public boolean beingDeleted() {
        return getMetadata().getDeletionTimestamp() != null;
    }
}
