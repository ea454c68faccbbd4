/** Tests of what is there. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.observed;
