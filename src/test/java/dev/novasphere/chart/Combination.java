package dev.novasphere.chart;

import dev.novasphere.testkit.consumers.Helm;
import dev.novasphere.testkit.operator.Chart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A documented combination of values: a chart's defaults, or a file in its folder {@code examples}.
 *
 * @param chart the chart's folder
 * @param namespace where the documentation has it installed
 * @param values the file; empty for the defaults
 */
record Combination(Path chart, String namespace, Optional<Path> values) {
    static final Path NOVASPHERE = Path.of("helm/novasphere");
    static final Path MULTUS = Path.of("helm/multus");

    /** Those of the operator. */
    static Stream<Combination> ofNovasphere() {
        try (var files = Files.list(NOVASPHERE.resolve("examples"))) {
            var examples = files.sorted()
                    .map(file -> new Combination(NOVASPHERE, Chart.NAMESPACE, Optional.of(file)))
                    .toList();
            return Stream.concat(
                    Stream.of(new Combination(NOVASPHERE, Chart.NAMESPACE, Optional.empty())), examples.stream());
        } catch (IOException e) {
            throw new UncheckedIOException("The examples of the chart cannot be listed.", e);
        }
    }

    /** Those of every chart. */
    static Stream<Combination> all() {
        return Stream.concat(ofNovasphere(), Stream.of(new Combination(MULTUS, "kube-system", Optional.empty())));
    }

    /** The arguments that hand these values to Helm. */
    String[] arguments() {
        return values.map(file -> new String[] {"--values", file.toString()}).orElseGet(() -> new String[0]);
    }

    /** What Helm renders with them, as YAML. */
    String render() throws IOException, InterruptedException {
        var line = Stream.concat(
                Stream.of("template", chart.getFileName().toString(), chart.toString(), "--namespace", namespace),
                Stream.of(arguments()));
        return Helm.withoutCluster().must(line.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return chart + values.map(file -> " with " + file.getFileName()).orElse(" as it comes");
    }
}
