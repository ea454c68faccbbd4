/** Holds the documentation against the code: pages made from it, links that lead somewhere, examples that work. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.docs;
