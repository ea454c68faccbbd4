package dev.novasphere.e2e;

import dev.novasphere.testkit.controlplane.Unavailable;
import dev.novasphere.testkit.node.Requirements;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The operator's life on the node of the testkit; {@code make e2e} makes the image first. */
@Tag("e2e")
class NodeE2eIT {
    private static @Nullable EndToEnd bed;

    @BeforeAll
    static void start() throws Exception {
        try {
            bed = EndToEnd.on(NodeCluster.start(Requirements.meet()));
        } catch (Unavailable e) {
            System.out.println("Not told on a node: " + e.getMessage());
            Assumptions.abort(String.valueOf(e.getMessage()));
        }
    }

    @AfterAll
    static void end() throws IOException {
        if (bed != null) {
            bed.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> theOperatorsLife() throws IOException, InterruptedException {
        return Objects.requireNonNull(bed).story().steps();
    }
}
