package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** KubeVirt's configuration, down to the registered network bindings. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KubeVirtSpec(@Nullable Configuration configuration) {
    /** The part that users set. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Configuration(@Nullable NetworkConfiguration network) {}

    /** Networks. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NetworkConfiguration(Map<String, Object> binding) {
        @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
        public NetworkConfiguration {
            binding = Lists.orEmpty(binding);
        }
    }
}
