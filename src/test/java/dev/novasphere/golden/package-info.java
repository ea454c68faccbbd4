/** One folder a case: a user's YAML and what is there go in, the children that should exist come out. No API server. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.golden;
