package dev.novasphere.testkit.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Finalizers of a test's own, by which an object's end takes as long as the test likes. */
public final class Holds {
    private static final String HOLD = "test.novasphere.dev/hold";

    private Holds() {}

    /** From now on a deletion of this object does not come to its end. */
    public static void put(Tenant tenant, Class<? extends HasMetadata> kind, String name) {
        change(tenant, kind, name, finalizers -> {
            finalizers.add(HOLD);
            return finalizers;
        });
    }

    /** Lets the object go. */
    public static void release(Tenant tenant, Class<? extends HasMetadata> kind, String name) {
        change(tenant, kind, name, finalizers -> {
            finalizers.remove(HOLD);
            return finalizers;
        });
    }

    /** Takes every finalizer off, as somebody does who has lost patience. */
    public static void strip(Tenant tenant, Class<? extends HasMetadata> kind, String name) {
        change(tenant, kind, name, _ -> List.of());
    }

    private static void change(
            Tenant tenant, Class<? extends HasMetadata> kind, String name, UnaryOperator<List<String>> change) {
        var resource =
                tenant.client().resources(kind).inNamespace(tenant.namespace()).withName(name);
        var metadata = resource.require().getMetadata();
        var finalizers = change.apply(new ArrayList<>(metadata.getFinalizers()));
        var quoted = finalizers.stream().map(finalizer -> '"' + finalizer + '"').toList();
        resource.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"resourceVersion\":\"%s\",\"finalizers\":%s}}"
                        .formatted(metadata.getResourceVersion(), quoted));
    }
}
