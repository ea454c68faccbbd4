/** What users write and read: the two kinds, their spec and their status. Imports nothing of ours. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.api;
