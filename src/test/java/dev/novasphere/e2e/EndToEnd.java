package dev.novasphere.e2e;

import dev.novasphere.testkit.consumers.ConsumerPrograms;
import dev.novasphere.testkit.controlplane.Programs;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import dev.novasphere.testkit.simulators.SimulatedPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;

/** A real cluster with the image on its node and somebody who plays the platform: what the story needs. */
final class EndToEnd implements AutoCloseable {
    private final RealCluster cluster;
    private final KubernetesClient client;
    private final SimulatedPlatform platform;

    private EndToEnd(RealCluster cluster) {
        this.cluster = cluster;
        this.client = new KubernetesClientBuilder().withConfig(cluster.config()).build();
        this.platform = SimulatedPlatform.start(client, PlatformOptions.of(Pace.instant()));
    }

    /** Takes a cluster over that has the platform's CRDs, and brings it the image that {@code make image} wrote. */
    static EndToEnd on(RealCluster cluster) throws Exception {
        cluster.load(ProjectFiles.find("target/novasphere-operator-" + version() + ".tar"));
        return new EndToEnd(cluster);
    }

    Story story() throws IOException, InterruptedException {
        var kubectl = Programs.find()
                .kubectl()
                .orElseThrow(() -> new IllegalStateException("There is no kubectl beside the Kubernetes programs."));
        var helm = ConsumerPrograms.helm().resolve("helm");
        var terminal = new Terminal(cluster.kubeconfig(), kubectl, helm);
        return new Story(cluster, new Release(terminal, version()), client);
    }

    private static String version() {
        return System.getProperty("e2e.version", "");
    }

    @Override
    public void close() throws IOException {
        platform.close();
        client.close();
        cluster.close();
    }
}
