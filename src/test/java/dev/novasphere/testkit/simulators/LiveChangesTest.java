package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change of a running machine's template does: the observed table of live and not live fields. */
class LiveChangesTest {

    private final Scene scene = Scene.open();

    @BeforeEach
    void run() {
        scene.apply(Machines.running("Always"));
        scene.awaitReady("web");
    }

    @AfterEach
    void leave() {
        scene.close();
    }

    private void change(String domain) {
        scene.merge(
                Kinds.VIRTUAL_MACHINE, "web", "{\"spec\":{\"template\":{\"spec\":{\"domain\":%s}}}}".formatted(domain));
    }

    private void awaitRestartRequired(String message) {
        Scene.await(
                "RestartRequired: " + message,
                () -> scene.status(Kinds.VIRTUAL_MACHINE, "web"),
                s -> Scene.condition(s, "RestartRequired").is(message, "message"));
    }

    private void awaitNoRestart() {
        Scene.await(
                "no RestartRequired",
                () -> scene.status(Kinds.VIRTUAL_MACHINE, "web"),
                s -> Scene.condition(s, "RestartRequired").map().isEmpty());
    }

    @Test
    void moreSocketsAndMemoryReachTheGuest() {
        change("{\"cpu\":{\"sockets\":4},\"memory\":{\"guest\":\"4Gi\"}}");
        var status = Scene.await(
                "plugged",
                () -> scene.status(Kinds.INSTANCE, "web"),
                s -> s.number(0, "currentCPUTopology", "sockets") == 4 && s.is("4Gi", "memory", "guestCurrent"));
        assertThat(status.text("memory", "guestAtBoot")).hasValue("2Gi");
        awaitNoRestart();
    }

    @Test
    void coresNeedARestartUntilTheyAreTakenBack() {
        change("{\"cpu\":{\"cores\":2}}");
        awaitRestartRequired("a non-live-updatable field was changed in the template spec");
        change("{\"cpu\":{\"cores\":1}}");
        awaitNoRestart();
    }

    @Test
    void fewerSocketsNeedARestart() {
        change("{\"cpu\":{\"sockets\":1}}");
        awaitRestartRequired("Reduction of CPU socket count requires a restart");
    }

    @Test
    void moreThanTheLimitsNeedsARestart() {
        change("{\"cpu\":{\"sockets\":9}}");
        awaitRestartRequired("CPU sockets updated in template spec to a value higher than what's available");
        change("{\"cpu\":{\"sockets\":2},\"memory\":{\"guest\":\"9Gi\"}}");
        awaitRestartRequired(
                "memory hotplug not supported, Guest memory is greater than the configured maxGuest memory");
        change("{\"memory\":{\"guest\":\"1Gi\"}}");
        awaitRestartRequired("memory updated in template spec to a value lower than what the VM started with");
    }

    @Test
    void aRestartAppliesTheChange() {
        change("{\"cpu\":{\"cores\":2}}");
        awaitRestartRequired("a non-live-updatable field was changed in the template spec");
        scene.platform.kubeVirt().virtctlRestart(scene.namespace, "web");
        Scene.await(
                "restarted with 2 cores",
                () -> scene.status(Kinds.INSTANCE, "web"),
                s -> s.number(0, "currentCPUTopology", "cores") == 2 && s.is("Running", "phase"));
        awaitNoRestart();
    }
}
