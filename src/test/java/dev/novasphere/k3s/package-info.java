/** A real cluster with nodes and a scheduler: k3s in a container, where Docker is there. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.k3s;
