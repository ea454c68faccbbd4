/** The Helm chart: what it renders, what it refuses, and what becomes of a cluster that it is installed into. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.chart;
