package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** CDI leaves the reason of a running importer in place where it has only seen a back-off since. */
    private static final Set<String> FAILING = Set.of("Error", "ImagePullFailed", "Pod is running");

    /** The importer's last words, where it was last seen failing and the import is not done. */
    public Optional<String> importFault() {
        return conditions.stream()
                .filter(condition -> condition.type().equals("Running") && condition.fails())
                .filter(condition -> FAILING.contains(String.valueOf(condition.reason())) && !"Succeeded".equals(phase))
                .map(ObservedCondition::text)
                .findFirst();
    }

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public DataVolumeStatus {
        conditions = Lists.orEmpty(conditions);
    }
}
