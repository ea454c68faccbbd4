package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.nio.file.Path;

/** Takes a lock, says so, and holds it until it is killed. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (CrossProcessLock _ = CrossProcessLock.acquire(Path.of(arguments[0]), () -> {})) {
            System.out.println("locked");
            Thread.currentThread().join();
        }
    }
}
