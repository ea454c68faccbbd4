/** Small actors that play what needs hardware: KubeVirt, CDI, NMState, the volume binder, the scheduler and the kubelet. */
@NullMarked
package dev.novasphere.testkit.simulators;

import org.jspecify.annotations.NullMarked;
