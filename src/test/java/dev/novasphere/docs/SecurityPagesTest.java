package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.Permission;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages on security say of roles and policies is what the chart installs. */
class SecurityPagesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9./-]+)` \\| ([a-z, ]+) \\|");

    @Test
    void everyPermissionIsExplainedAndNoneIsMadeUp() {
        var explained = ROW.matcher(Page.of(Path.of("SECURITY.md")).text())
                .results()
                .flatMap(row ->
                        Arrays.stream(row.group(2).split(", ", -1)).map(verb -> new Permission(row.group(1), verb)));
        assertThat(explained).containsExactlyInAnyOrderElementsOf(Permission.granted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/how-to/limit-tenants.md", "docs/zh-CN/how-to/limit-tenants.md"})
    void everyPolicyIsExplained(Path file) {
        assertThat(names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Page.of(file).text()).contains("\n| " + Markdown.code(name) + " |"));
    }

    private static Stream<String> names() {
        return Chart.all(ValidatingAdmissionPolicy.class)
                .map(policy -> policy.getMetadata().getName());
    }
}
