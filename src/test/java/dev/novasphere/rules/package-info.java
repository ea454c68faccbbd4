/** Holds the rules to what the files of {@code rejected/} cannot show. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.rules;
