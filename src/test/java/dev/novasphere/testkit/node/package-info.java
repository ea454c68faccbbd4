/** A real node for pods, without Docker: kubelet, containerd and runc in namespaces of their own. */
@NullMarked
package dev.novasphere.testkit.node;

import org.jspecify.annotations.NullMarked;
