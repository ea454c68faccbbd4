/** A real Kubernetes control plane on loopback for tests, the demo and the bench; its core knows no test framework. */
@NullMarked
package dev.novasphere.testkit.controlplane;

import org.jspecify.annotations.NullMarked;
