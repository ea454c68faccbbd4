/**
 * A step of {@code make native}: makes the reflection list of the native executable as short as the operator allows. Runs
 * from its sources, without being compiled first: {@code java --class-path … Narrow.java}.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.narrowing;
