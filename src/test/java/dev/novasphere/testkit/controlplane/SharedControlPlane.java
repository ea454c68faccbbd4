package dev.novasphere.testkit.controlplane;

import java.io.IOException;

/** One control plane, with the CRDs of the platform, for all tests of a JVM; started by the first that asks. */
public final class SharedControlPlane {

    private SharedControlPlane() {}

    /** The running control plane. It ends with this JVM; nobody closes it. */
    public static ControlPlane get() {
        return Holder.PLANE;
    }

    private static final class Holder {
        private static final ControlPlane PLANE = start();

        private static ControlPlane start() {
            ControlPlaneOptions options = ControlPlaneOptions.defaults()
                    .withBeforeControllers(client ->
                            System.err.println(PlatformCrds.ofEnvironment().install(client)));
            try {
                return ControlPlane.start(options);
            } catch (IOException e) {
                throw new IllegalStateException("The shared control plane did not start: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the shared control plane was starting.", e);
            }
        }
    }
}
