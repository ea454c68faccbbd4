package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the metrics names what the running operator tells. */
class MetricsPageIT {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (?:gauge|counter|histogram) \\|.*\\|$");
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_]+)\\{[^}]*controller_name=\"wukong\"");
    /** What Prometheus appends to the name of a histogram. */
    private static final String PART = "_(bucket|count|sum|max)$";

    private final Tenant tenant = Tenant.of(SharedTestbed.get().plane().adminClient(), "metrics-page");

    @Test
    void thePageNamesWhatTheOperatorTells() throws Exception {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec: {cpu: 1, memory: 1Gi}
                """);
        tenant.waitForRunning("web");

        var told = names(SERIES, SharedTestbed.operator().get("/q/metrics"));

        var page = Page.of(Path.of("docs/reference/metrics.md")).text();
        var listed = names(ROW, page);
        assertThat(listed).containsAll(told);
        assertThat(told)
                .containsAll(listed.stream()
                        .filter(name -> !page.matches("(?s).*`" + name + "`[^\\n]*after the first failure.*"))
                        .toList());
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1).replaceFirst(PART, ""))
                .collect(Collectors.toSet());
    }
}
