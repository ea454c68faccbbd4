package dev.novasphere.testkit.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * Finalizers of a test's own, by which an object's end takes as long as the test likes. They are kept by server-side
 * apply, which merges finalizers, so that the controllers of the object are not in the way and it is not in theirs.
 */
public final class Holds {
    private static final String HOLD = "test.novasphere.dev/hold";

    private Holds() {}

    /** From now on a deletion of this object does not come to its end. */
    public static void put(Tenant tenant, Class<? extends HasMetadata> kind, String name) {
        apply(tenant, kind, name, HOLD);
    }

    /** Lets the object go. */
    public static void release(Tenant tenant, Class<? extends HasMetadata> kind, String name) {
        apply(tenant, kind, name);
    }

    /** Takes every finalizer off, as somebody does who has lost patience. */
    public static void strip(Tenant tenant, Class<? extends HasMetadata> kind, String name) {
        tenant.client()
                .resources(kind)
                .inNamespace(tenant.namespace())
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    }

    /** The uid keeps the apply from making an object that is not there. */
    private static void apply(Tenant tenant, Class<? extends HasMetadata> kind, String name, String... finalizers) {
        var there = tenant.get(kind, name)
                .orElseThrow(() -> new AssertionError(
                        "There is no %s %s to hold or to release.".formatted(HasMetadata.getKind(kind), name)));
        var hold = new GenericKubernetesResourceBuilder()
                .withApiVersion(HasMetadata.getApiVersion(kind))
                .withKind(HasMetadata.getKind(kind))
                .withNewMetadata()
                .withNamespace(tenant.namespace())
                .withName(name)
                .withUid(there.getMetadata().getUid())
                .withFinalizers(finalizers)
                .endMetadata()
                .build();
        tenant.client().resource(hold).fieldManager("hold").forceConflicts().serverSideApply();
    }
}
