package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One disk as the cluster reports it.
 *
 * @param name the disk's name in the spec
 * @param pvcName the claim
 * @param bound whether the claim is bound to a volume
 * @param size capacity of the bound volume
 * @param progress how far the import is, in steps of ten per cent
 * @param reused true where the disk was kept from an earlier Wukong of this name
 * @param detached true where the disk is no longer in the spec; its data is kept
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VolumeStatus(
        String name,
        @Nullable String pvcName,
        boolean bound,
        @Nullable String size,
        @Nullable String progress,
        @Nullable Boolean reused,
        @Nullable Boolean detached) {}
