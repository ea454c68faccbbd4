/** What is counted and measured, with hand-made objects and clocks. */
@NullMarked
package dev.novasphere.metrics;

import org.jspecify.annotations.NullMarked;
