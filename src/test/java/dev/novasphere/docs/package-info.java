/** Holds the documentation against the code: pages that are generated from it, and examples that must work. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.docs;
