package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events: one for each change of phase and each new refusal, and none twice, whatever happens to the operator. */
class EventsIT {
    private static final String WUKONG = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: %s}
            spec:
              cpu: 1
              memory: 1Gi
            """;
    private static final String RUNNING = WUKONG.formatted("web");
    private static final String REFUSED =
            WUKONG.formatted("waits") + "  networks: [{name: mgmt, type: bridge, nadName: mgmt-nad}]\n";

    private final Tenant tenant = SharedTestbed.tenant("events");

    @Test
    void eachPhaseIsAnnouncedOnceFromTheFirstToTheLast() throws Exception {
        tenant.apply(RUNNING);
        tenant.waitForRunning("web");
        tenant.apply(RUNNING + "  startStrategy: {runStrategy: Halted}\n");
        tenant.waitFor("web", "off", status -> "Stopped".equals(status.phase()));
        tenant.delete(Wukong.class, "web");
        newsIs("web", List.of("Creating", "Running", "Stopped", "Deleting"));
        assertThat(Inventory.events(tenant, "web"))
                .allSatisfy(event -> assertThat(event.getType()).isEqualTo("Normal"))
                .allSatisfy(event -> assertThat(event.getMessage()).endsWith("."));
        assertThat(message("web", "Running")).matches("The guest runs( on node node-[123])?\\.");
    }

    @Test
    void aRefusalIsAnnouncedOnceAndAgainWhenItComesBack() throws Exception {
        tenant.apply(REFUSED);
        newsIs("waits", List.of("Pending", "AttachmentDefinitionMissing"));
        assertThat(Inventory.events(tenant, "waits").getLast().getType()).isEqualTo("Warning");

        tenant.apply(REFUSED.replace("nadName: mgmt-nad", "bridgeName: br-lan"));
        tenant.waitForRunning("waits");
        tenant.apply(REFUSED);
        newsIs(
                "waits",
                List.of(
                        "Pending",
                        "AttachmentDefinitionMissing",
                        "Creating",
                        "Running",
                        "AttachmentDefinitionMissing"));
    }

    @Test
    void aSpecThatCannotBeFollowedIsAnnouncedWithItsRemedy() throws Exception {
        tenant.apply(RUNNING + "  userData: \"#cloud-config\\nnetwork: {version: 2}\\n\"\n");
        newsIs("web", List.of("Pending", "SpecInvalid"));
        assertThat(message("web", "SpecInvalid"))
                .isEqualTo("userData sets the key \"network\", which cloud-init ignores in user data."
                        + " Write the addresses to networks[].ipConfig.");
    }

    @Test
    void anOperatorThatStartsAgainRepeatsNothing() throws Exception {
        tenant.apply(RUNNING);
        tenant.apply(REFUSED);
        tenant.waitForRunning("web");
        newsIs("waits", List.of("Pending", "AttachmentDefinitionMissing"));
        var versions = List.of(version("web"), version("waits"));

        SharedTestbed.withoutOperator(() -> {});
        tenant.apply(WUKONG.formatted("after"));
        tenant.waitForRunning("after"); // By now the others have been looked at as well: they are older.
        assertThat(Inventory.news(tenant, "web")).containsExactly("Creating", "Running");
        assertThat(Inventory.news(tenant, "waits")).containsExactly("Pending", "AttachmentDefinitionMissing");
        assertThat(List.of(version("web"), version("waits"))).isEqualTo(versions);
    }

    private void newsIs(String name, List<String> reasons) throws Exception {
        Eventually.see(
                "events of " + name, Duration.ofSeconds(20), () -> Inventory.news(tenant, name), reasons::equals);
    }

    private String message(String name, String reason) {
        return Inventory.events(tenant, name).stream()
                .filter(event -> event.getReason().equals(reason))
                .map(Event::getMessage)
                .findFirst()
                .orElseThrow();
    }

    private String version(String name) {
        return tenant.get(Wukong.class, name).orElseThrow().getMetadata().getResourceVersion();
    }
}
