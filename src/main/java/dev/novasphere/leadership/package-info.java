/**
 * Which of several replicas may write: one holds a Lease, the others wait for it, and a fence stands before every write.
 * Imports nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.leadership;
