package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a running machine's interfaces when its template says otherwise. */
class InterfaceSyncTest {

    private static final String NICS = "/spec/template/spec/domain/devices/interfaces";
    private static final String NETWORKS = "/spec/template/spec/networks";
    private static final String RESTART = "a non-live-updatable field was changed in the template spec";

    private final Scene scene = Scene.open();

    @BeforeEach
    void run() {
        scene.apply(Machines.attachment("tenant"));
        scene.apply(Machines.attachment("other"));
        scene.apply(Machines.networkData("02:00:00:00:00:02", "10.0.0.5/24"));
        scene.apply(Machines.withBridge("tenant", "02:00:00:00:00:02"));
        scene.awaitReady("web");
    }

    @AfterEach
    void leave() {
        scene.platform.kubeVirt().heal(scene.namespace, "web");
        scene.close();
    }

    @Test
    void whatIsAbsentLeavesTheGuestThenTheInstanceAndThenTheTemplate() {
        scene.platform.kubeVirt().keepPlugged(scene.namespace, "web");
        change(add(NICS + "/1/state", "absent"));
        awaitReported("is out of the guest, in the pod", List.of("domain", "multus-status"));
        assertThat(names(Kinds.VIRTUAL_MACHINE, "spec", "template", "spec")).containsExactly("default", "tenant");

        scene.platform.kubeVirt().heal(scene.namespace, "web");
        awaitReported("is gone", List.of("domain"));
        awaitNames(Kinds.INSTANCE, List.of("default"), "spec");
        awaitNames(Kinds.VIRTUAL_MACHINE, List.of("default"), "spec", "template", "spec");
        awaitRestart("");
    }

    @Test
    void whatIsWantedAgainMeanwhileLeavesFirstAndIsPluggedAnew() {
        scene.platform.kubeVirt().keepPlugged(scene.namespace, "web");
        change(add(NICS + "/1/state", "absent"));
        awaitReported("is out of the guest, in the pod", List.of("domain", "multus-status"));
        change(Map.of("op", "remove", "path", NICS + "/1/state"));
        scene.platform.kubeVirt().heal(scene.namespace, "web");
        awaitReported("is plugged again", List.of("domain", "domain"));
        awaitRestart("");
    }

    @Test
    void whatIsJustLeftOutStaysInTheGuestUntilTheRestart() {
        change(Map.of("op", "remove", "path", NICS + "/1"), Map.of("op", "remove", "path", NETWORKS + "/1"));
        awaitRestart(RESTART);
        assertThat(names(Kinds.INSTANCE, "spec")).containsExactly("default", "tenant");
        scene.platform.kubeVirt().virtctlRestart(scene.namespace, "web");
        awaitNames(Kinds.INSTANCE, List.of("default"), "spec");
        awaitRestart("");
    }

    @Test
    void anotherAttachmentTakesARestart() {
        change(add(NETWORKS + "/1/multus/networkName", "other"));
        awaitRestart(RESTART);
        assertThat(scene.resource(Kinds.INSTANCE, "web").get())
                .satisfies(instance -> assertThat(Tree.of(instance)
                                .items("spec", "networks")
                                .get(1)
                                .text("multus", "networkName"))
                        .hasValue("tenant"));
    }

    @Test
    void whatIsAbsentFromAStoppedMachineIsClearedAtOnce() {
        scene.merge(Kinds.VIRTUAL_MACHINE, "web", "{\"spec\":{\"runStrategy\":\"Halted\"}}");
        Scene.await(
                "stopped",
                () -> scene.status(Kinds.VIRTUAL_MACHINE, "web"),
                status -> status.is("Stopped", "printableStatus") && !status.has("created"));
        change(add(NICS + "/1/state", "absent"));
        awaitNames(Kinds.VIRTUAL_MACHINE, List.of("default"), "spec", "template", "spec");
    }

    private static Map<String, Object> add(String path, String value) {
        return Map.of("op", "add", "path", path, "value", value);
    }

    @SafeVarargs
    private void change(Map<String, Object>... operations) {
        scene.resource(Kinds.VIRTUAL_MACHINE, "web")
                .patch(PatchContext.of(PatchType.JSON), Serialization.asJson(operations));
    }

    private List<String> names(ResourceDefinitionContext kind, String... spec) {
        return Stream.ofNullable(scene.resource(kind, "web").get()) // Between two guests there is no instance.
                .flatMap(there -> Tree.of(there).at(spec).items("domain", "devices", "interfaces").stream())
                .flatMap(nic -> nic.text("name").stream())
                .toList();
    }

    private void awaitNames(ResourceDefinitionContext kind, List<String> wanted, String... spec) {
        Scene.await("interfaces " + wanted + " of " + kind.getKind(), () -> names(kind, spec), wanted::equals);
    }

    private void awaitReported(String what, List<String> wanted) {
        Scene.await(
                what,
                () -> scene.status(Kinds.INSTANCE, "web").items("interfaces").stream()
                        .flatMap(reported -> reported.text("infoSource").stream())
                        .map(sources -> sources.split(",", 2)[0]) // The agent, where there is one, comes second.
                        .toList(),
                wanted::equals);
    }

    private void awaitRestart(String message) {
        Scene.await(
                "RestartRequired: " + message,
                () -> scene.status(Kinds.VIRTUAL_MACHINE, "web"),
                status -> Scene.condition(status, "RestartRequired")
                        .text("message")
                        .orElse("")
                        .equals(message));
    }
}
