package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.SharedTestbed;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the packaged operator starts and ends when things are not as they should be. It acts as an account that may do all
 * that concerns Wukongs and nothing that concerns VirtualMachineProfiles.
 */
class StartIT {
    private static final String NAMESPACE = Chart.NAMESPACE;
    private static final String ACCOUNT = "wukongs-only";
    private static final Map<String, String> WUKONGS_ONLY =
            Map.of("NOVASPHERE_VIRTUAL_MACHINE_PROFILES_ENABLED", "false");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Far less than the 30 seconds after which a kubelet kills, and more than a busy machine needs. */
    private static final Duration SECONDS = Duration.ofSeconds(8);

    private static final int TERMINATED = 143;

    private final Door door = Door.before(SharedTestbed.get().plane().server());

    private final Path folder;

    StartIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
    }

    @BeforeEach
    void account() {
        try (var admin = SharedTestbed.get().plane().adminClient()) {
            admin.resource(new ServiceAccountBuilder()
                            .withNewMetadata()
                            .withNamespace(NAMESPACE)
                            .withName(ACCOUNT)
                            .endMetadata()
                            .build())
                    .serverSideApply();
            Chart.render("--set", "virtualMachineProfiles.enabled=false").stream()
                    .filter(object -> object instanceof ClusterRole
                            && Chart.ACCOUNT.equals(object.getMetadata().getName()))
                    .forEach(role -> {
                        role.getMetadata().setName(ACCOUNT);
                        admin.resource(role).serverSideApply();
                    });
            admin.resource(new ClusterRoleBindingBuilder()
                            .withNewMetadata()
                            .withName(ACCOUNT)
                            .endMetadata()
                            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", ACCOUNT)
                            .addNewSubject(null, "ServiceAccount", ACCOUNT, NAMESPACE)
                            .build())
                    .serverSideApply();
        }
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void anApiServerThatComesLaterIsWaitedFor() throws Exception {
        try (var operator = launch(WUKONGS_ONLY)) {
            waitUntilLive(operator);
            assertThat(operator.get("/q/health/ready"))
                    .contains("\"status\": \"DOWN\"", "The API server at " + door.address(), "has not answered yet");
            Eventually.see("a warning", PATIENCE, this::log, text -> text.contains("gives no answer"));
            door.open();
            operator.waitUntilReady();
            assertThat(log()).containsOnlyOnce("gives no answer").contains("check the address, the network, and");
        }
    }

    @Test
    void withoutTheSecondKindItsRoleIsNotNeeded() throws Exception {
        door.open();
        try (var operator = launch(WUKONGS_ONLY)) {
            operator.waitUntilReady();
            assertThat(operator.get("/q/health/ready")).contains("\"wukong\"").doesNotContain("virtualmachineprofile");
        }
        assertThat(Files.readString(SharedTestbed.get().plane().auditLog()).lines())
                .filteredOn(line -> line.contains("system:serviceaccount:" + NAMESPACE + ":" + ACCOUNT))
                .isNotEmpty()
                .noneMatch(line -> line.contains("virtualmachineprofiles"));
    }

    @Test
    void itEndsInSecondsWhileNobodyIsThere() throws Exception {
        endsInSeconds();
    }

    @Test
    void itEndsInSecondsWhileTheApiServerHangs() throws Exception {
        door.pretend();
        endsInSeconds();
    }

    private void endsInSeconds() throws Exception {
        try (var operator = launch(WUKONGS_ONLY)) {
            waitUntilLive(operator);
            operator.askToEnd();
            assertThat(operator.waitForEnd(SECONDS)).as(log()).isEqualTo(OptionalInt.of(TERMINATED));
        }
    }

    @Test
    void aBadSettingStopsTheStartWithOneSentence() throws Exception {
        try (var operator = launch(Map.of("NOVASPHERE_DEFAULT_BRIDGE", "a-bridge-of-too-many-characters"))) {
            assertThat(operator.waitForEnd(PATIENCE)).isEqualTo(OptionalInt.of(1));
            assertThat(log().lines())
                    .anyMatch(line -> line.contains("novasphere.default-bridge")
                            && line.contains("a-bridge-of-too-many-characters")
                            && line.contains("at most 15 characters"));
        }
    }

    /** Kubernetes starts it again and shows people that it fails; one that lived on, never ready, would hide it. */
    @Test
    void withoutItsRolesItEndsAndSaysWhy() throws Exception {
        door.open();
        try (var operator = launch("default", WUKONGS_ONLY)) {
            assertThat(operator.waitForEnd(PATIENCE)).as(log()).isEqualTo(OptionalInt.of(1));
            assertThat(log()).contains("The operator ends, because it could not start", "forbidden");
        }
    }

    private void waitUntilLive(OperatorProcess operator) throws Exception {
        Eventually.see(
                "liveness",
                PATIENCE,
                () -> {
                    try {
                        return operator.get("/q/health/live");
                    } catch (IOException e) {
                        return e.toString();
                    }
                },
                answer -> answer.contains("\"status\": \"UP\""));
    }

    private OperatorProcess launch(Map<String, String> configuration) throws IOException {
        return launch(ACCOUNT, configuration);
    }

    private OperatorProcess launch(String account, Map<String, String> configuration) throws IOException {
        var plane = SharedTestbed.get().plane();
        var text = Files.readString(plane.kubeconfigFor(NAMESPACE, account));
        var kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"),
                text.replace(plane.server().toString(), door.address().toString()));
        return OperatorProcess.launch(kubeconfig, folder.resolve("log"), configuration);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
