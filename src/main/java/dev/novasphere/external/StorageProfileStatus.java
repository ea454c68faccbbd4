package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What CDI advises for the class, best first. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StorageProfileStatus(List<ClaimPropertySet> claimPropertySets) {
    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public StorageProfileStatus {
        claimPropertySets = Lists.orEmpty(claimPropertySets);
    }

    /** Modes that go together. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClaimPropertySet(
            List<String> accessModes, @Nullable String volumeMode) {
        @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
        public ClaimPropertySet {
            accessModes = Lists.orEmpty(accessModes);
        }
    }
}
