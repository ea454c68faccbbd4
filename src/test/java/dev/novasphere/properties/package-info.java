/** What holds for every spec, tried on many that nobody would write. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.properties;
