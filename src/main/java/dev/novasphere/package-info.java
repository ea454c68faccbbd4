/** The operator: the reconcilers that tell the story and the configuration that they read. May import every package below. */
@org.jspecify.annotations.NullMarked
package dev.novasphere;
