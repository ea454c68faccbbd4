package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log of the packaged operator, as machines read it. */
class LogIT {
    private static final String CANARY = "canary51c7";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PASSES = 5;

    private final Tenant tenant = SharedTestbed.tenant("log");

    /** At the level DEBUG, where the framework tells most. */
    @Test
    void everyChangeOfPhaseIsOneLineAndAPassIsNone() throws Exception {
        var lines = SharedTestbed.withOperator(
                Map.of("NOVASPHERE_LOG_JSON", "true", "QUARKUS_LOG_LEVEL", "DEBUG"), this::story);

        var ours = lines.stream()
                .filter(line -> line.at("/object/namespace").asText().equals(tenant.namespace()))
                .toList();
        assertThat(ours).filteredOn(LogIT::isOurs).isNotEmpty().allSatisfy(line -> {
            assertThat(line.at("/object/kind").asText()).isEqualTo("Wukong");
            assertThat(line.at("/object/name").asText()).isEqualTo("web");
            assertThat(line.at("/object/generation").asText()).isEqualTo("1");
        });
        var told = ours.stream()
                .filter(LogIT::isOurs)
                .filter(line -> line.path("level").asText().equals("INFO"))
                .map(line -> line.path("message").asText())
                .toList();
        assertThat(told.stream().filter(message -> message.contains(": Running. ")))
                .hasSize(1);
        assertThat(told.stream().filter(message -> message.contains(": Creating. ")))
                .hasSize(1);
        assertThat(told).doesNotHaveDuplicates();
        assertThat(ours.size()).as("the framework tells of its passes as well").isGreaterThan(told.size() + PASSES);
        assertThat(lines)
                .as("lines that hold what is for the guest alone")
                .filteredOn(line -> line.toString().contains(CANARY))
                .isEmpty();
    }

    private static boolean isOurs(JsonNode line) {
        return line.path("loggerName").asText().startsWith("dev.novasphere");
    }

    private List<JsonNode> story() throws Exception {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec:
                  cpu: 1
                  memory: 1Gi
                  userData: |
                    #cloud-config
                    write_files: [{path: /etc/token, content: canary51c7}]
                """);
        tenant.waitForRunning("web");
        for (var pass = 0; pass < PASSES; pass++) {
            touch(pass);
        }
        return lines();
    }

    /** A change that asks for a pass and changes nothing; its pass is waited for. */
    private void touch(int number) throws Exception {
        var before = handled();
        tenant.client()
                .resources(Wukong.class)
                .inNamespace(tenant.namespace())
                .withName("web")
                .edit(web -> {
                    web.getMetadata().getAnnotations().put("example.com/touched", String.valueOf(number));
                    return web;
                });
        Eventually.see("a pass after touch " + number, Duration.ofSeconds(20), this::handled, now -> now > before);
    }

    private long handled() throws IOException {
        return lines().stream()
                .filter(line -> line.at("/object/namespace").asText().equals(tenant.namespace()))
                .filter(line -> line.path("message").asText().startsWith("Reconciling resource"))
                .count();
    }

    private static List<JsonNode> lines() throws IOException {
        try (var lines = Files.lines(SharedTestbed.get().operatorLog())) {
            return lines.filter(line -> line.startsWith("{")).map(LogIT::read).toList();
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return JSON.missingNode(); // A line that is still being written.
        }
    }
}
