package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the content comes from, and what claim holds it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DataVolumeSpec(Source source, Storage storage) {
    /** Exactly one of the two. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Source(@Nullable Image registry, @Nullable Image http) {}

    /** An image; secrets and certificates by name, same namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Image(
            String url,
            @Nullable String secretRef,
            @Nullable String certConfigMap) {}

    /** The claim; CDI adds the file system's overhead to the size. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Storage(
            @Nullable String storageClassName,
            List<String> accessModes,
            @Nullable String volumeMode,
            @Nullable VolumeResourceRequirements resources) {
        @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
        public Storage {
            accessModes = Lists.orEmpty(accessModes);
        }
    }
}
