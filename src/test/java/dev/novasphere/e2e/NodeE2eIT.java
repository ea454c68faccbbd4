package dev.novasphere.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.consumers.ConsumerPrograms;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import dev.novasphere.testkit.node.Requirements;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import dev.novasphere.testkit.simulators.SimulatedPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The operator's life on the node of the testkit; {@code make e2e} makes the image first. */
@Tag("e2e")
class NodeE2eIT {
    private static final String VERSION = System.getProperty("e2e.version", "");

    private static NodeCluster cluster;
    private static KubernetesClient client;
    private static SimulatedPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        cluster = NodeCluster.start(Requirements.meet());
        client = new KubernetesClientBuilder().withConfig(cluster.config()).build();
        platform = SimulatedPlatform.start(client, PlatformOptions.of(Pace.instant()));
        cluster.load(ProjectFiles.find("target/novasphere-operator-" + VERSION + ".tar"));
    }

    @AfterAll
    static void end() throws Exception {
        platform.close();
        client.close();
        cluster.close();
    }

    @TestFactory
    Stream<DynamicTest> theOperatorsLife() {
        var kubectl = cluster.machine().plane().kubectl();
        assertThat(kubectl).isPresent();
        var terminal = new Terminal(
                cluster.kubeconfig(), kubectl.get(), ConsumerPrograms.helm().resolve("helm"));
        return new Story(cluster, terminal, new Release(terminal, VERSION), client).steps();
    }
}
