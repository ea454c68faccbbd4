package dev.novasphere.rules;

import dev.novasphere.api.MachineResource;
import java.util.List;

/**
 * The rules that the CRD cannot say. What schema and CEL refuse is not asked again here: an object that was stored before
 * a rule existed lives on.
 */
public final class SpecRules {
    private SpecRules() {}

    /** Every problem of a spec at once; empty where it can be followed. Never throws, whatever the spec holds. */
    public static List<Problem> check(MachineResource resource) {
        return UserDataRules.check(resource.getSpec());
    }
}
