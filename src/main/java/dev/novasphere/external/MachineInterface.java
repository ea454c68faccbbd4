package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** An interface that the guest sees; of masquerade, bridge, sriov and binding exactly one is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachineInterface(
        String name,
        @Nullable String model,
        @Nullable String macAddress,
        @Nullable Present masquerade,
        @Nullable Present bridge,
        @Nullable Present sriov,
        @Nullable Plugin binding,
        @Nullable String state) {
    /** What asks KubeVirt to take an interface out of a running guest. */
    private static final String ABSENT = "absent";

    /** A network binding plugin, registered in KubeVirt's configuration. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Plugin(String name) {}

    /** The same, to be taken out of the running guest. */
    public MachineInterface absent() {
        return new MachineInterface(name, model, macAddress, masquerade, bridge, sriov, binding, ABSENT);
    }

    /** Whether it is to be taken out of the running guest. */
    public boolean leaves() {
        return ABSENT.equals(state);
    }
}
