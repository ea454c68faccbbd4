package dev.novasphere.bench;

import dev.novasphere.testkit.operator.OperatorProcess;
import java.io.IOException;

/** The operator's own figures, as its Prometheus page gives them. */
record Meter(OperatorProcess operator) {

    /** How many reconciles have come to a good end since the start. */
    double reconciles() throws IOException, InterruptedException {
        return sum("reconciliations_success_total");
    }

    /** How many reconciles have ended with an exception since the start. */
    double failures() throws IOException, InterruptedException {
        return sum("reconciliations_failure_total");
    }

    /** Seconds of CPU that the operator's process has used, as the system counts them. */
    double cpuSeconds() {
        return operator.cpu().toMillis() / 1e3;
    }

    private double sum(String metric) throws IOException, InterruptedException {
        return operator.get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
