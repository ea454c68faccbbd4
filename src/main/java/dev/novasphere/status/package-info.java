/**
 * What to tell people. Phase stands in {@link dev.novasphere.status.PhaseRules}, each condition in a class of its own, the
 * vocabulary in {@link dev.novasphere.status.Reason}. Pure: the time comes in from outside. May import {@code addresses}, {@code api},
 * {@code external}, {@code observed}, {@code desired} and {@code rules}.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.status;
