package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.controlplane.SharedControlPlane;

/**
 * One simulated platform on the one control plane of a JVM; started by the first test that asks, ended with the JVM.
 * Tests keep apart by namespaces of their own.
 */
public final class SharedPlatform {

    private SharedPlatform() {}

    public static SimulatedPlatform get() {
        return Holder.PLATFORM;
    }

    private static final class Holder {
        private static final SimulatedPlatform PLATFORM =
                SimulatedPlatform.start(SharedControlPlane.get().adminClient(), PlatformOptions.of(Pace.instant()));
    }
}
