package dev.novasphere.rules;

/**
 * A user's fault, as a value.
 *
 * @param field path of the field in the spec
 * @param value what stands there
 * @param message a full sentence that names the field, the value and the remedy
 */
public record Problem(String field, String value, String message) {}
