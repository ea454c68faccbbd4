/** Builds the operator's image for the JVM, without Docker; run by {@code make image} and {@code make base-image}. */
@NullMarked
package dev.novasphere.image;

import org.jspecify.annotations.NullMarked;
