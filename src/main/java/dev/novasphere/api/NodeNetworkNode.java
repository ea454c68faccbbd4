package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One node of a node network.
 *
 * @param name the node
 * @param state whether machines can use the network there
 * @param message why not, as a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeNetworkNode(
        String name,
        @KnownWord @Nullable State state,
        @Nullable String message) {
    /** How far a node is. */
    public enum State {
        /** Machines can use the network there. */
        Ready,
        /** It is being set up, or waits for its turn. */
        Progressing,
        /** It could not be set up. */
        Failed,
        /** It is not tried, because it failed on another node. */
        Aborted,
        /** Nobody can say, for NMState does not look after this node; it is used as declared. */
        Unverified,
        /** The network that the spec declares is not there, or is not as declared. */
        Missing
    }

    /** Whether machines may be placed there. */
    @JsonIgnore // By its name it would be a field of the status.
    public boolean isUsable() {
        return state == State.Ready || state == State.Unverified;
    }
}
