package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Topology; sockets can be added while the guest runs, cores cannot. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Cpu(
        @Nullable Integer sockets,
        @Nullable Integer cores,
        @Nullable Integer threads) {}
