package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;

/**
 * What {@link Wukong} and {@link VirtualMachineProfile} have in common, which is everything but group and kind. All code
 * behind the two reconcilers takes this type.
 */
public abstract class MachineResource extends CustomResource<WukongSpec, WukongStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    protected WukongSpec initSpec() {
        return WukongSpec.EMPTY;
    }

    /**
     * The spec. One in which nothing was written is not written out: the framework adds its finalizer by applying a new
     * object of this class, and whatever that holds besides would be ours from then on, in an object that is the user's.
     */
    @Override
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NothingWritten.class)
    public WukongSpec getSpec() {
        return super.getSpec();
    }

    /** The namespace; the API server sets it on every stored object. */
    public String namespace() {
        return getMetadata().getNamespace();
    }

    /** The name: a DNS label of at most 60 characters (the CRD says so). */
    public String name() {
        return getMetadata().getName();
    }

    /** The uid that the API server gave this object; another object of the same name has another one. */
    public String uid() {
        return getMetadata().getUid();
    }

    /** Whether somebody has asked for this object's deletion. */
    public boolean beingDeleted() {
        return getMetadata().getDeletionTimestamp() != null;
    }
}
