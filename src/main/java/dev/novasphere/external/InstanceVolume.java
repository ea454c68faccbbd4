package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a disk holds; exactly one source is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InstanceVolume(
        String name,
        @Nullable Named dataVolume,
        @Nullable Claim persistentVolumeClaim,
        @Nullable NoCloud cloudInitNoCloud) {
    /** A reference by name within the namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Named(String name) {}

    /** A claim of the same namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Claim(String claimName) {}

    /** cloud-init's NoCloud source: user data and network data from Secrets of the same namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record NoCloud(
            @Nullable Named secretRef, @Nullable Named networkDataSecretRef) {}

    /** The disk that CDI fills; KubeVirt waits for the import. */
    public static InstanceVolume dataVolume(String name, String dataVolume) {
        return new InstanceVolume(name, new Named(dataVolume), null, null);
    }

    /** A claim as it is. */
    public static InstanceVolume claim(String name, String claim) {
        return new InstanceVolume(name, null, new Claim(claim), null);
    }

    /** cloud-init's data. */
    public static InstanceVolume cloudInit(String name, String userDataSecret, String networkDataSecret) {
        return new InstanceVolume(
                name, null, null, new NoCloud(new Named(userDataSecret), new Named(networkDataSecret)));
    }
}
