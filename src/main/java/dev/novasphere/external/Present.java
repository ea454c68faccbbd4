package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** An object whose presence is its whole meaning, as in {@code masquerade: {}}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Present() {
    /** The only value. */
    public static final Present YES = new Present();
}
