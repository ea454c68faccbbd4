/** What is there, as one snapshot without a client behind it. May import {@code api} and {@code external}. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.observed;
