package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the running guest. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InstanceStatus(
        @Nullable String phase,
        @Nullable String nodeName,
        List<GuestInterface> interfaces,
        List<ObservedCondition> conditions) {
    /** Nothing has been reported yet. */
    public static final InstanceStatus NONE = new InstanceStatus(null, null, List.of(), List.of());

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public InstanceStatus {
        interfaces = Lists.orEmpty(interfaces);
        conditions = Lists.orEmpty(conditions);
    }
}
