package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithKubernetesTestServer
class HealthTest {
    @Test
    void livenessAsksNobody() throws Exception {
        var answer = Probe.get("/q/health/live");
        assertThat(answer.statusCode()).isEqualTo(200);
        // Not even a check that passes: a restart because the API server is away would help nobody.
        assertThat(answer.body()).contains("\"status\": \"UP\"").containsPattern("\"checks\": \\[\\s*\\]");
    }

    @Test
    void readinessIsThatOfTheCaches() throws Exception {
        var answer = Eventually.see(
                "readiness",
                Duration.ofSeconds(20),
                () -> Probe.get("/q/health/ready"),
                response -> response.statusCode() == 200);
        assertThat(answer.body()).contains("\"wukong\": \"OK\"", "\"virtualmachineprofile\": \"OK\"");
    }
}
