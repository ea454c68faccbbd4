package dev.novasphere.chart;

import dev.novasphere.testkit.consumers.Helm;
import dev.novasphere.testkit.operator.Chart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The release that the documentation speaks of, on one cluster. */
record Release(Helm helm) {
    static final Path FROZEN = Path.of("src/test/resources/charts/novasphere-0.1.0");
    static final String NAME = "novasphere";

    /** Installs the chart in a folder, and returns what Helm says, the notes included. */
    String install(Path chart, String... more) throws IOException, InterruptedException {
        return call(List.of("install", NAME, chart.toString()), more);
    }

    String upgrade(Path chart, String... more) throws IOException, InterruptedException {
        return call(List.of("upgrade", NAME, chart.toString()), more);
    }

    String rollBackTo(int revision) throws IOException, InterruptedException {
        return call(List.of("rollback", NAME, String.valueOf(revision)));
    }

    String uninstall() throws IOException, InterruptedException {
        return call(List.of("uninstall", NAME));
    }

    private String call(List<String> verb, String... more) throws IOException, InterruptedException {
        var line = new ArrayList<>(verb);
        line.addAll(List.of("--namespace", Chart.NAMESPACE));
        line.addAll(List.of(more));
        return helm.must(line.toArray(String[]::new));
    }
}
