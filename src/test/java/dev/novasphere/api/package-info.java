/** Tests of what is read and written. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.api;
