package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can go wrong between a policy and the nodes, and how it shows. */
class NmStateFaultsTest {

    private final NodeRack rack = new NodeRack();

    @AfterEach
    void leave() {
        rack.close();
    }

    private static String message(Tree status, String type) {
        return Scene.condition(status, type).text("message").orElse("");
    }

    @Test
    void aFailureOnTheFirstNodeAbortsTheOthers() {
        rack.nmState.take(rack.node(1), "ens2");
        rack.apply(NodeRack.bridge("ens2"));
        rack.awaitPolicy("Degraded", "1/3 nodes failed to configure, 2 nodes aborted configuration");

        var failed = rack.awaitEnactment(1, "Failing");
        assertThat(message(failed, "Failing"))
                .startsWith("error reconciling NodeNetworkConfigurationPolicy on node " + rack.node(1)
                        + " at desired state apply: \"\",\n failed to execute nmstatectl set")
                .contains("\nNmstateError: InvalidArgument: Controller interface br-vm is holding unknown port ens2\n");
        assertThat(failed.at("retryCount").map()).isEqualTo(Map.of("1", 5));
        assertThat(message(rack.awaitEnactment(2, "Aborted"), "Aborted"))
                .isEqualTo("reconciliation of enactment \"%s.%s\" has aborted".formatted(rack.node(2), rack.name));
        rack.awaitEnactment(3, "Aborted");
        assertThat(rack.nmState.interfaces(rack.node(2))).doesNotContain("br-vm");
    }

    @Test
    void aFailedPolicyIsTriedAgainWhenItChanges() {
        rack.nmState.fail(rack.node(2), "NmstateError: Bug: out of luck");
        rack.apply(NodeRack.bridge("ens2"));
        rack.awaitPolicy("Degraded", "1/3 nodes failed to configure, 1 nodes aborted configuration");
        assertThat(message(rack.enactment(2), "Failing")).contains("\nNmstateError: Bug: out of luck\n");
        rack.nmState.heal(rack.node(2));
        rack.apply(NodeRack.bridge("ens2").replace("state: up,", "state: up, mtu: 9000,"));
        rack.configured();
    }

    @Test
    void aNodeThatIsHeldKeepsTheOthersWaiting() {
        rack.nmState.hold(rack.node(1));
        rack.apply(NodeRack.bridge("ens2"));
        rack.awaitEnactment(1, "Progressing");
        var waiting = rack.awaitEnactment(2, "Pending");
        assertThat(message(waiting, "Pending")).isEqualTo("Waiting for progressing nodes to finish");
        rack.awaitPolicy("Progressing", "Policy is progressing 0/3 nodes finished");
        rack.nmState.heal(rack.node(1));
        rack.configured();
    }

    @Test
    void aHandlerThatStopsWhileItsNodeWaitsLeavesItPending() {
        rack.nmState.hold(rack.node(1));
        rack.apply(NodeRack.bridge("ens2"));
        rack.awaitEnactment(2, "Pending");
        rack.nmState.stopHandler(rack.node(2));
        rack.nmState.heal(rack.node(1));
        rack.awaitPolicy("Progressing", "Policy is progressing 2/3 nodes finished");
        assertThat(Scene.condition(rack.enactment(2), "Pending").is("True", "status"))
                .isTrue();
        rack.nmState.heal(rack.node(2));
        rack.configured();
    }

    @Test
    void aHandlerThatWasDownBeforeHasNoEnactment() {
        rack.nmState.stopHandler(rack.node(3));
        rack.apply(NodeRack.bridge("ens2"));
        rack.awaitPolicy("Progressing", "Policy is progressing 2/3 nodes finished");
        assertThat(rack.enactments()).doesNotContain(rack.node(3) + "." + rack.name);
        rack.nmState.heal();
        rack.configured();
    }

    @Test
    void oneNodeMayLagBehindThePolicy() {
        rack.apply(NodeRack.bridge("ens2"));
        rack.configured();
        rack.nmState.lag(rack.node(1));
        rack.apply(NodeRack.bridge("ens2").replace("state: up,", "state: up, mtu: 9000,"));
        rack.awaitPolicy("Progressing", "Policy is progressing 2/3 nodes finished");
        var lagging = rack.awaitEnactment(1, "Available");
        assertThat(lagging.number(0, "policyGeneration")).isEqualTo(1);
        rack.nmState.heal(rack.node(1));
        rack.configured();
    }

    @Test
    void thePolicysOwnStatusMayLagToo() {
        rack.apply(NodeRack.bridge("ens2"));
        rack.configured();
        var before = rack.status(Kinds.NODE_POLICY, rack.name);
        rack.nmState.lag();
        var changed = rack.apply(NodeRack.bridge("ens2").replace("state: up,", "state: up, mtu: 9000,"));
        assertThat(changed.getMetadata().getGeneration()).isEqualTo(2);
        rack.nmState.give(rack.node(1), HostInterface.ethernet("ens3"));
        Scene.await(
                "time has gone by",
                () -> rack.status(Kinds.NODE_STATE, rack.node(1)).items("currentState", "interfaces"),
                all -> all.stream().anyMatch(i -> i.is("ens3", "name")));
        assertThat(rack.status(Kinds.NODE_POLICY, rack.name)).isEqualTo(before);
        assertThat(rack.enactment(1).number(0, "policyGeneration")).isEqualTo(1);
        rack.nmState.heal();
        rack.awaitEnactment(1, "Available", s -> s.number(0, "policyGeneration") == 2);
    }

    @Test
    void aCaptureThatIsNotPlayedFailsWithoutATry() {
        rack.apply("{all: 'interfaces.type==\"ethernet\" + routes'}", NodeRack.bridge("ens2"));
        rack.awaitPolicy("Degraded", "3/3 nodes failed to configure");
        assertThat(message(rack.enactment(1), "Failing"))
                .startsWith("failure generating desiredState and capturedStates: ")
                .contains("does not play");
    }
}
