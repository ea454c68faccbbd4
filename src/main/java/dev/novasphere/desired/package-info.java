/**
 * What should exist, as an expression of the spec; {@link dev.novasphere.desired.DesiredState} is the table of contents.
 * Knows no client, no clock and no random number. May import {@code addresses}, {@code api},
 * {@code external} and {@code observed}.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.desired;
