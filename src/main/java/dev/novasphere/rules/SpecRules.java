package dev.novasphere.rules;

import dev.novasphere.api.MachineResource;
import java.util.List;

/** The rules that the CRD cannot say. */
public final class SpecRules {
    private SpecRules() {}

    /** Every problem of a spec at once; empty where it can be followed. */
    public static List<Problem> check(MachineResource resource) {
        return List.of();
    }
}
