/**
 * Kinds of other projects, reduced to the fields that we write or read and tolerant of all others. Shapes are held against
 * the upstream schemas by tests. Imports nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.external;
