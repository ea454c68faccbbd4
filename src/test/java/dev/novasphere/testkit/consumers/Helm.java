package dev.novasphere.testkit.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Helm as a user runs it, with nothing of this machine's own settings.
 *
 * @param kubeconfig the cluster, and who asks
 * @param home where Helm may keep what it likes to keep
 */
public record Helm(Path kubeconfig, Path home) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** For what needs no cluster: lint and template. */
    public static Helm withoutCluster() throws IOException {
        return on(Path.of("/dev/null"));
    }

    /** On the cluster of a kubeconfig. */
    public static Helm on(Path kubeconfig) throws IOException {
        return new Helm(kubeconfig, Files.createTempDirectory("novasphere-helm-"));
    }

    /** Runs it to its end, whatever that end is. */
    public Command.Result run(String... arguments) throws IOException, InterruptedException {
        var program = ConsumerPrograms.helm().resolve("helm").toString();
        var line = Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
        return new Command(line, environment(), LIMIT).run();
    }

    /** Runs it to a good end and returns what it printed; else throws with Helm's own words. */
    public String must(String... arguments) throws IOException, InterruptedException {
        var result = run(arguments);
        if (!result.succeeded()) {
            throw new IllegalStateException("`helm %s` ended with code %d: %s%s"
                    .formatted(
                            String.join(" ", List.of(arguments)), result.exitCode(), result.output(), result.errors()));
        }
        return result.output();
    }

    private Map<String, String> environment() {
        return Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "HELM_CACHE_HOME", home.resolve("cache").toString(),
                "HELM_CONFIG_HOME", home.resolve("config").toString(),
                "HELM_DATA_HOME", home.resolve("data").toString());
    }
}
