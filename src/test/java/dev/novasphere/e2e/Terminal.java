package dev.novasphere.e2e;

import dev.novasphere.testkit.consumers.Command;
import dev.novasphere.testkit.operator.Chart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An administrator's terminal: programs that reach the cluster by the same kubeconfig. */
record Terminal(Path kubeconfig, Path kubectl, Path helm) {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /** Runs kubectl and gives what it printed. */
    String kubectl(String... words) throws IOException, InterruptedException {
        return succeed(kubectl, words);
    }

    /** Runs Helm and gives what it printed. */
    String helm(String... words) throws IOException, InterruptedException {
        return succeed(helm, words);
    }

    /** Runs kubectl, which may fail. */
    Command.Result tryKubectl(String... words) throws IOException, InterruptedException {
        return run(kubectl, words);
    }

    /** What one looks at when something went wrong. */
    String look() throws IOException, InterruptedException {
        var namespace = "--namespace=" + Chart.NAMESPACE;
        return tryKubectl("get", "pods,leases,wukongs", "--all-namespaces", "--output=wide")
                        .output()
                + tryKubectl("describe", "pods", namespace).output()
                + tryKubectl(
                                "logs",
                                "--selector=app.kubernetes.io/name=novasphere-operator",
                                "--tail=30",
                                "--prefix",
                                namespace)
                        .output();
    }

    private String succeed(Path program, String... words) throws IOException, InterruptedException {
        var result = run(program, words);
        if (!result.succeeded()) {
            throw new AssertionError("`%s %s` failed: %s%s"
                    .formatted(program.getFileName(), String.join(" ", words), result.errors(), result.output()));
        }
        return result.output();
    }

    private Command.Result run(Path program, String... words) throws IOException, InterruptedException {
        var line =
                Stream.concat(Stream.of(program.toString()), Stream.of(words)).toList();
        return new Command(List.copyOf(line), Map.of("KUBECONFIG", kubeconfig.toString()), LIMIT).run();
    }
}
