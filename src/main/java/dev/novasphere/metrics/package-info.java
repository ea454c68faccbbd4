/**
 * What is counted and measured for people who watch the operator, and under which names. Takes values and a registry;
 * may import {@code api}, {@code external}, {@code observed} and {@code status}.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.metrics;
