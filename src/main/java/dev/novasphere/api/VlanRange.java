package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.LabelSelector;
import org.jspecify.annotations.Nullable;

/**
 * VLANs that a node network carries: one, or those from one to another.
 *
 * @param id one VLAN, 2 to 4094 (1 is what untagged frames have); excludes {@code min} and {@code max}
 * @param min the first of several
 * @param max the last of several, not below {@code min}
 * @param namespaceSelector which of the network's namespaces may use them; null: all of these
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VlanRange(
        @Nullable Integer id,
        @Nullable Integer min,
        @Nullable Integer max,
        @Nullable LabelSelector namespaceSelector) {

    /** The first VLAN; 0 where none was written, which the CRD refuses. */
    public int first() {
        return id != null ? id : min != null ? min : 0;
    }

    /** The last VLAN; 0 where none was written, which the CRD refuses. */
    public int last() {
        return id != null ? id : max != null ? max : 0;
    }

    /** Whether a VLAN is one of them. */
    public boolean contains(int vlan) {
        return first() <= vlan && vlan <= last();
    }

    /** As people write it: {@code 100}, or {@code 200-299}. */
    @Override
    public String toString() {
        return first() == last() ? String.valueOf(first()) : first() + "-" + last();
    }
}
