package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What an interface is connected to: the pod network or an attachment definition. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InstanceNetwork(
        String name, @Nullable Present pod, @Nullable Multus multus) {
    /** An attachment definition by name, in the same namespace where there is no slash. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Multus(String networkName) {}

    /** The cluster's pod network. */
    public static InstanceNetwork pod(String name) {
        return new InstanceNetwork(name, Present.YES, null);
    }

    /** An attachment definition of the same namespace. */
    public static InstanceNetwork attachment(String name, String attachmentDefinition) {
        return new InstanceNetwork(name, null, new Multus(attachmentDefinition));
    }
}
