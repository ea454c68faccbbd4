package dev.novasphere.e2e;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.testcontainers.DockerClientFactory;

/** The same life on k3s, where Docker is there. */
@Tag("e2e")
class K3sE2eIT {

    @TestFactory
    Stream<DynamicTest> theOperatorsLife() throws Exception {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("Not told on k3s: Docker is not there.");
            Assumptions.abort("Docker is not there.");
        }
        var bed = EndToEnd.on(K3sCluster.start());
        return bed.story().steps().onClose(() -> close(bed));
    }

    private static void close(EndToEnd bed) {
        try {
            bed.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("K3s did not end.", e);
        }
    }
}
