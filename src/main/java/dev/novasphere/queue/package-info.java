/** Whose turn it is: the passes that wait, and the threads that do them. Imports nothing of ours. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.queue;
