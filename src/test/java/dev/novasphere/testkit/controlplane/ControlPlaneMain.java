package dev.novasphere.testkit.controlplane;

import java.io.IOException;

/** Starts a control plane, prints its folder and its supervisor's process id, and stays until it is ended. */
public final class ControlPlaneMain {

    private ControlPlaneMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ControlPlane plane = ControlPlane.start()) {
            System.out.println(plane.workDir());
            System.out.println(plane.adminKubeconfig());
            Thread.currentThread().join();
        }
    }
}
