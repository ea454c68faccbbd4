package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a policy where nothing goes wrong. */
class NmStatePoliciesTest {

    private final NodeRack rack = new NodeRack();

    @AfterEach
    void leave() {
        rack.close();
    }

    private Tree condition(String type) {
        return Scene.condition(rack.status(Kinds.NODE_POLICY, rack.name), type);
    }

    @Test
    void aPolicyIsEnactedNodeByNode() {
        var seen = rack.recordEnactments();
        rack.apply(NodeRack.bridge("ens2"));
        rack.configured();
        Scene.await("all recorded", () -> seen, s -> s.contains(rack.node(3) + " Available"));
        var steps = List.of(
                rack.node(1) + " Available",
                rack.node(2) + " Progressing",
                rack.node(2) + " Available",
                rack.node(3) + " Progressing",
                rack.node(3) + " Available");
        assertThat(seen).containsSubsequence(steps).contains(rack.node(3) + " Pending");
        assertThat(condition("Degraded").text("reason")).hasValue("SuccessfullyConfigured");
        var enactment = rack.enactment(2);
        assertThat(enactment.number(0, "policyGeneration")).isEqualTo(1);
        assertThat(enactment.items("conditions"))
                .extracting(c -> c.text("type").orElseThrow())
                .containsExactlyInAnyOrder("Available", "Failing", "Pending", "Progressing", "Aborted");
        assertThat(rack.nmState
                        .find(rack.node(3), "br-vm")
                        .orElseThrow()
                        .at("/bridge/port/0/name")
                        .asText())
                .isEqualTo("ens2");
    }

    @Test
    void everyWriteIsStampedAlsoOneThatChangesNothing() {
        var first = rack.apply(NodeRack.bridge("ens2"));
        rack.configured();
        var again = rack.apply(NodeRack.bridge("ens2"));
        assertThat(first.getMetadata().getAnnotations()).containsKey(AdmissionPolicy.STAMP);
        assertThat(again.getMetadata().getAnnotations().get(AdmissionPolicy.STAMP))
                .isNotEqualTo(first.getMetadata().getAnnotations().get(AdmissionPolicy.STAMP));
        assertThat(again.getMetadata().getResourceVersion())
                .isNotEqualTo(first.getMetadata().getResourceVersion());
        assertThat(again.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void aChangeStartsAllOver() {
        rack.apply(NodeRack.bridge("ens2"));
        rack.configured();
        rack.nmState.hold(rack.node(1));
        rack.apply(NodeRack.bridge("ens2").replace("state: up,", "state: up, mtu: 9000,"));
        rack.awaitPolicy("Progressing", "Policy is progressing 0/3 nodes finished");
        assertThat(condition("Available").text("status")).hasValue("Unknown");
        rack.nmState.heal(rack.node(1));
        rack.configured();
        assertThat(rack.enactment(3).number(0, "policyGeneration")).isEqualTo(2);
        assertThat(rack.nmState
                        .find(rack.node(3), "br-vm")
                        .orElseThrow()
                        .path("mtu")
                        .asInt())
                .isEqualTo(9000);
    }

    @Test
    void aPolicyInProgressAndACaptureAreNotChanged() {
        rack.nmState.hold(rack.node(1));
        rack.apply(NodeRack.bridge("ens2"));
        rack.awaitEnactment(1, "Progressing");
        assertThatThrownBy(() -> rack.apply(NodeRack.bridge("ens1"))).hasMessageContaining("is still in progress");
        rack.nmState.heal(rack.node(1));
        rack.configured();
        assertThatThrownBy(() -> rack.apply("{nic: 'interfaces.name==\"ens2\"'}", NodeRack.bridge("ens2")))
                .hasMessageContaining("capture field cannot be modified");
    }

    @Test
    void aPolicyThatMatchesNoNodeIsIgnored() {
        rack.applySpec("{nodeSelector: {rack: none}, desiredState: %s}".formatted(NodeRack.bridge("ens2")));
        rack.awaitPolicy("Ignored", "Policy does not match any node");
        assertThat(condition("Available").text("reason")).hasValue("NoMatchingNode");
        assertThat(rack.enactments()).isEmpty();
    }

    @Test
    void halfOfTheNodesChangeAtATimeUnlessSaid() {
        rack.nmState.hold(rack.node(1));
        rack.nmState.hold(rack.node(2));
        rack.applySpec("{nodeSelector: {rack: %s}, desiredState: %s}".formatted(rack.name, NodeRack.bridge("ens2")));
        rack.awaitEnactment(1, "Progressing");
        rack.awaitEnactment(2, "Progressing");
        rack.awaitEnactment(3, "Pending");
    }

    @Test
    void aNodeThatJoinsIsConfiguredAndOneThatLeavesIsForgotten() {
        rack.apply(NodeRack.bridge("ens2"));
        rack.configured();
        rack.join(4);
        rack.awaitPolicy("Available", "4/4 nodes successfully configured");
        rack.leave(1);
        rack.awaitPolicy("Available", "3/3 nodes successfully configured");
        Scene.await("its enactment gone", rack::enactments, all -> all.size() == 3);
    }

    @Test
    void aPolicyThatIsDeletedRevertsNothingAndAbsentDoes() {
        rack.apply(NodeRack.bridge("ens2"));
        rack.configured();
        rack.delete();
        Scene.await("no enactment", rack::enactments, List::isEmpty);
        assertThat(rack.nmState.interfaces(rack.node(2))).contains("br-vm");
        rack.apply("{interfaces: [{name: br-vm, type: linux-bridge, state: absent}]}");
        rack.configured();
        assertThat(rack.nmState.interfaces(rack.node(2))).doesNotContain("br-vm");
        assertThat(rack.nmState
                        .find(rack.node(2), "ens2")
                        .orElseThrow()
                        .path("state")
                        .asText())
                .as("a port does not come up by itself")
                .isEqualTo("down");
    }
}
