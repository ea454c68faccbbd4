package dev.novasphere.cluster;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** The one name under which we write. */
public final class FieldManager {
    /** Never to be changed: fields that an older name owns would stay behind. */
    public static final String NAME = "novasphere";

    private FieldManager() {}

    /** Server-side apply; what we declare is ours, whoever held it before. */
    static PatchContext apply() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(NAME)
                .withForce(true)
                .build();
    }

    /** A merge patch of exactly the fields in it. */
    static PatchContext merge() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(NAME)
                .build();
    }
}
