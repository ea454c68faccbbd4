package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the import is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DataVolumeStatus(
        @Nullable String phase,
        @Nullable String claimName,
        @Nullable String progress,
        @Nullable Integer restartCount,
        List<ObservedCondition> conditions) {
    /** Nothing has been reported yet. */
    public static final DataVolumeStatus NONE = new DataVolumeStatus(null, null, null, null, List.of());

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public DataVolumeStatus {
        conditions = Lists.orEmpty(conditions);
    }
}
