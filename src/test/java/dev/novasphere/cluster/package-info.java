/** What the writing side remembers between two passes. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.cluster;
