package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A condition as another controller reports it; not every one of them sets every field. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObservedCondition(
        String type,
        String status,
        @Nullable String reason,
        @Nullable String message) {
    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public ObservedCondition {
        type = type == null ? "" : type;
    }

    /** Whether the condition holds. */
    public boolean holds() {
        return "True".equals(status);
    }

    /** Whether the condition is known not to hold. */
    public boolean fails() {
        return "False".equals(status);
    }

    /** The message, or the reason where there is none; empty where there is neither. */
    public String text() {
        return message != null && !message.isBlank() ? message : reason != null ? reason : "";
    }
}
