package dev.novasphere.observed;

/**
 * A write that did not go through.
 *
 * @param kind the child's kind
 * @param name the child's name
 * @param cause what stood in the way
 * @param message a sentence for people
 */
public record Refusal(String kind, String name, Cause cause, String message) {
    /** What stood in the way. */
    public enum Cause {
        /** A foreign object has the child's name; it is left alone. */
        NAME_CONFLICT,
        /** An object of a deleted owner of the same name has not gone yet. */
        PREDECESSOR,
        /** The API server, an admission webhook or a quota said no. */
        REJECTED,
        /** The kind is not installed. */
        KIND_MISSING,
        /** What is there is not as its kind says, and nobody knows what it is. */
        UNREADABLE
    }
}
