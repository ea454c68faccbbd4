/**
 * Hands generated text to the programs that will read it in the guest and on the node (cloud-init, netplan, nmstate, Multus,
 * CNI plugins); imports nothing of the operator. The tests named {@code *IT} are those of {@code make consumers}.
 */
@NullMarked
package dev.novasphere.testkit.consumers;

import org.jspecify.annotations.NullMarked;
