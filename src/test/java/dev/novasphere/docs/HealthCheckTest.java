package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.testkit.consumers.Command;
import dev.novasphere.testkit.consumers.ConsumerPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Argo CD shows of a Wukong with the health check that people copy from the page, run by the Lua of Argo CD. */
class HealthCheckTest {
    private static final Path PAGE = Path.of("docs/installation.md");
    private static final String KEY = "resource.customizations.health.vm.novasphere.dev_Wukong";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nil                                                                     | Progressing: The operator has not seen this spec yet.
            {observedGeneration = 1, conditions = {{type = "Ready", status = "True", message = "The guest runs."}}}      | Progressing: The operator has not seen this spec yet.
            {observedGeneration = 2, conditions = {{type = "Ready", status = "False", message = "A disk is imported."}}} | Progressing: A disk is imported.
            {observedGeneration = 2, conditions = {{type = "Ready", status = "True", message = "The guest runs."}}}      | Healthy: The guest runs.
            {observedGeneration = 2, conditions = {{type = "Ready", status = "False", message = "-"}, {type = "Stalled", status = "True", message = "spec.disks: two boot disks."}}} | Degraded: spec.disks: two boot disks.
            """)
    void showsWhatTheStatusSays(String status, String health, @TempDir Path folder) throws Exception {
        var script = Files.writeString(folder.resolve("health.lua"), """
                obj = {metadata = {generation = 2}, status = %s}
                local health = (function()
                %s
                end)()
                print(health.status .. ": " .. health.message)
                """.formatted(status, check()));

        var result = Command.of(
                        Duration.ofSeconds(30),
                        ConsumerPrograms.lua().resolve("glua").toString(),
                        script.toString())
                .run();

        assertThat(result.output().strip()).as(result.errors()).isEqualTo(health);
    }

    private static String check() throws IOException {
        for (var block : Page.of(PAGE).blocks()) {
            if (block.text().contains(KEY)) {
                return new YAMLMapper()
                        .readTree(block.text())
                        .path("data")
                        .path(KEY)
                        .asText();
            }
        }
        throw new IllegalStateException(PAGE + " has no health check any more.");
    }
}
