package dev.novasphere.image;

import dev.novasphere.testkit.operator.OperatorProcess;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The run of the operator whose loaded classes and busy methods the AOT cache remembers. A server that only stores objects
 * stands for the cluster: with it the operator fills its caches and reconciles, and that needs no more than the JDK.
 *
 * @param runtime the runtime of the image
 * @param stage where the operator lies as in the image
 */
record Training(JavaRuntime runtime, Stage stage) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Writes the cache. */
    void write(Path log) throws IOException, InterruptedException {
        var server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        server.init();
        try {
            var operator = OperatorProcess.launch(
                    List.of(
                            runtime.java().toString(),
                            "-XX:AOTCacheOutput=" + stage.path(Stage.CACHE),
                            "-jar",
                            stage.path(Stage.OPERATOR)
                                    .resolve("quarkus-run.jar")
                                    .toString()),
                    kubeconfig(server),
                    log,
                    Map.of());
            try (operator) {
                operator.waitUntilReady();
                operator.get("/q/metrics");
                operator.askToEnd();
                operator.waitForEnd(PATIENCE); // the JVM writes the cache after its last shutdown hook
            }
        } finally {
            server.destroy();
        }
        if (!Files.exists(stage.path(Stage.CACHE))) {
            throw new IOException("The JVM wrote no AOT cache; see " + log + ".");
        }
    }

    private Path kubeconfig(KubernetesMockServer server) throws IOException {
        return Files.writeString(
                Files.createTempFile("novasphere-training", ".kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: training
                contexts: [{name: training, context: {cluster: training, user: training}}]
                clusters: [{name: training, cluster: {server: "%s"}}]
                users: [{name: training, user: {token: training}}]
                """.formatted(server.url("/")));
    }
}
