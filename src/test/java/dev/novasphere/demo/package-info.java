/** {@code make demo}: the operator at work on one screen. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.demo;
