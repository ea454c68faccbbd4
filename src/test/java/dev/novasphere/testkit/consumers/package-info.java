/**
 * Hands generated text to the programs that will read it in the guest and on the node (cloud-init, netplan, CNI
 * plugins); imports nothing of the operator.
 */
@NullMarked
package dev.novasphere.testkit.consumers;

import org.jspecify.annotations.NullMarked;
