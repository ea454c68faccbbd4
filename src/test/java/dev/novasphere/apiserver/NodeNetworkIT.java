package dev.novasphere.apiserver;

import static dev.novasphere.apiserver.NodeNetworks.assertSays;
import static dev.novasphere.apiserver.NodeNetworks.because;
import static dev.novasphere.apiserver.NodeNetworks.states;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.NmStateSimulator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node network on three nodes: made, kept right and taken down again. */
class NodeNetworkIT {
    private static final Map<String, String> ALL_READY =
            Map.of("node-1", "Ready", "node-2", "Ready", "node-3", "Ready");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Testbed bed;
    private static KubernetesClient client;
    private static NodeNetworks networks;
    private static NmStateSimulator nmState;

    @BeforeAll
    static void start() {
        bed = SharedTestbed.get();
        client = bed.plane().adminClient();
        networks = new NodeNetworks(bed, client);
        nmState = bed.platform().nmState();
    }

    @AfterAll
    static void end() {
        client.close();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        nmState.heal();
        if (networks.find("yard").isPresent()) {
            networks.ask("yard");
            networks.seeGone("yard");
        }
        assertThat(networks.policy("yard")).isEmpty();
    }

    @Test
    void theBridgeIsMadeOnEveryNodeByOnePolicyAndOneWrite() throws Exception {
        var before = networks.policyWrites("yard");
        networks.offerBridge("yard", "mtu: 9000");
        var ready = networks.seeReady("yard", "NodesReady");
        assertThat(states(ready)).isEqualTo(ALL_READY);
        assertThat(because(ready, "Degraded")).isEqualTo("NodesReady");
        for (var node : nmState.nodes()) {
            var bridge = nmState.find(node, "br-yard").orElseThrow();
            assertThat(bridge.path("mtu").asInt()).isEqualTo(9000);
            assertThat(bridge.at("/ipv4/enabled").asBoolean()).isFalse();
            assertThat(bridge.at("/bridge/port/0/vlan/trunk-tags/0/id").asInt()).isEqualTo(100);
        }
        // NMState stamps a policy at every write, also at one that changes nothing.
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        assertThat(networks.policyWrites("yard") - before).isEqualTo(1);
    }

    @Test
    void withoutAMatchingNodeItSaysSoAndTakesThoseThatComeLater() throws Exception {
        networks.offerBridge("yard", "nodeSelector: {rack: new}");
        assertSays(networks.seeReady("yard", "NoMatchingNode"), "Ready", "rack=new", "Label the nodes");
        bed.platform().addNode("node-4", Map.of("rack", "new"));
        try {
            assertThat(states(networks.seeReady("yard", "NodesReady"))).isEqualTo(Map.of("node-4", "Ready"));
        } finally {
            bed.platform().removeNode("node-4");
        }
        networks.seeReady("yard", "NoMatchingNode");
    }

    @Test
    void whatNMStateSaysOfAnEarlierGenerationIsNotTrusted() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        nmState.lag();
        networks.offerBridge("yard", "mtu: 9000");
        networks.see(
                "yard",
                "no node is taken for done",
                status -> because(status, "Ready").equals("NodesProgressing")
                        && states(status).values().stream().allMatch("Progressing"::equals));
        nmState.heal();
        networks.seeReady("yard", "NodesReady");
        assertThat(nmState.find("node-3", "br-yard").orElseThrow().path("mtu").asInt())
                .isEqualTo(9000);
    }

    @Test
    void aPolicyThatSomebodyEditsIsPutBackAndOneThatIsDeletedComesAgain() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        var wanted = networks.policy("yard").orElseThrow().getSpec();
        networks.somebodyEdits("yard", "{\"spec\":{\"maxUnavailable\":\"50%\",\"nodeSelector\":{\"rack\":\"z\"}}}");
        Eventually.see(
                "the policy is put back",
                PATIENCE,
                () -> networks.policy("yard").orElseThrow().getSpec(),
                wanted::equals);
        networks.seeReady("yard", "NodesReady");

        client.resource(networks.policy("yard").orElseThrow()).delete();
        Eventually.see(
                "the policy comes again",
                PATIENCE,
                () -> networks.policy("yard").map(policy -> policy.getSpec()).orElse(null),
                wanted::equals);
        networks.seeReady("yard", "NodesReady");
    }

    @Test
    void aPolicyThatNMStateIsBusyWithIsLeftAloneUntilItIsDone() throws Exception {
        nmState.hold("node-2");
        networks.offerBridge("yard", "");
        networks.see(
                "yard",
                "the second node is at work",
                status -> "Ready".equals(states(status).get("node-1")));
        var busy = networks.policy("yard").orElseThrow().getMetadata().getGeneration();
        networks.offerBridge("yard", "mtu: 9000");
        networks.see("yard", "the new generation", status -> Long.valueOf(2).equals(status.observedGeneration()));
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        assertThat(networks.policy("yard").orElseThrow().getMetadata().getGeneration())
                .isEqualTo(busy);
        nmState.heal();
        networks.see(
                "yard",
                "the change on every node",
                status -> states(status).equals(ALL_READY)
                        && nmState.nodes().stream()
                                .allMatch(node -> nmState.find(node, "br-yard")
                                        .map(bridge -> bridge.path("mtu").asInt() == 9000)
                                        .orElse(false)));
    }

    @Test
    void aNodeThatJoinsGetsTheBridgeAndOneThatLeavesIsForgotten() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        var generation = networks.policy("yard").orElseThrow().getMetadata().getGeneration();
        bed.platform().addNode("node-4", Map.of());
        networks.see(
                "yard", "the new node", status -> "Ready".equals(states(status).get("node-4")));
        bed.platform().removeNode("node-4");
        networks.see("yard", "it left", status -> states(status).equals(ALL_READY));
        assertThat(networks.policy("yard").orElseThrow().getMetadata().getGeneration())
                .isEqualTo(generation);
    }

    /** Machines may be on it there. */
    @Test
    void aNodeThatIsNoLongerSelectedKeepsItsBridge() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        bed.platform().addNode("node-4", Map.of("rack", "z"));
        try {
            networks.see(
                    "yard",
                    "the new node",
                    status -> "Ready".equals(states(status).get("node-4")));
            networks.offerBridge("yard", "nodeSelector: {rack: z}");
            networks.see(
                    "yard",
                    "one node alone",
                    status -> states(status).equals(Map.of("node-4", "Ready"))
                            && because(status, "Ready").equals("NodesReady"));
            assertThat(nmState.interfaces("node-1")).contains("br-yard");
            networks.offerBridge("yard", "nodeSelector: {}");
            assertSays(
                    networks.seeReady("yard", "SpecInvalid"),
                    "Accepted",
                    "Bridge \"br-yard\" is on node node-1 already and is not kept by this NodeNetwork");
        } finally {
            networks.offerBridge("yard", "nodeSelector: {rack: z}");
            networks.ask("yard");
            networks.seeGone("yard");
            List.of("node-1", "node-2", "node-3").forEach(node -> nmState.take(node, "br-yard"));
            bed.platform().removeNode("node-4");
        }
    }

    @Test
    void aBridgeThatSomebodyRemovesIsMissedAndComesAgainWithItsPolicy() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        nmState.take("node-2", "br-yard");
        networks.see(
                "yard",
                "it is missed",
                status -> "Progressing".equals(states(status).get("node-2")));
        client.resource(networks.policy("yard").orElseThrow()).delete();
        networks.see("yard", "the bridge again", status -> states(status).equals(ALL_READY));
        assertThat(nmState.interfaces("node-2")).contains("br-yard");
    }

    @Test
    void itStaysAsLongAsAMachineUsesItAndThenTheNodesAreCleared() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        var story = new Story(Tenant.of(client, "user"));
        story.run(Story.SMALL + "networks: [{name: yard, type: bridge, bridgeName: br-yard, vlanId: 100}]\n");
        networks.ask("yard");
        assertSays(networks.seeReady("yard", "InUse"), "Ready", "It is used by " + story.namespace() + "/web.");
        assertThat(nmState.interfaces("node-1")).contains("br-yard");

        var late = Tenant.of(client, "late");
        new Story(late).ask(Story.SMALL + "networks: [{name: yard, type: bridge, bridgeName: br-yard, vlanId: 100}]\n");
        var told = late.waitFor(
                Story.NAME, "it waits", status -> Tenant.because(status, "NetworksConfigured", "NodeNetworkNotReady"));
        assertThat(Tenant.read(told.getStatus(), "NetworksConfigured"))
                .contains("asked for its removal")
                .doesNotContain(story.namespace());
        late.delete(Wukong.class, Story.NAME);

        story.somebodyDeletes(Kind.WUKONG, Story.NAME);
        networks.seeGone("yard");
        assertThat(networks.policy("yard")).isEmpty();
        nmState.nodes().forEach(node -> assertThat(nmState.interfaces(node)).doesNotContain("br-yard"));
    }

    @Test
    void whoeverTakesTheFinalizerOffLeavesNoPolicyBehindAndNoMachineWithoutItsBridge() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        var story = new Story(Tenant.of(client, "user"));
        story.run(Story.SMALL + "networks: [{name: yard, type: bridge, bridgeName: br-yard, vlanId: 100}]\n");
        networks.ask("yard");
        networks.seeReady("yard", "InUse");
        SharedTestbed.withoutOperator(() -> networks.strip("yard"));
        networks.seeGone("yard");
        Eventually.see("the policy is gone", PATIENCE, () -> networks.policy("yard"), Optional::isEmpty);
        nmState.nodes().forEach(node -> assertThat(nmState.interfaces(node)).contains("br-yard"));

        story.tenant().delete(Wukong.class, Story.NAME);
        nmState.nodes().forEach(node -> nmState.take(node, "br-yard"));
    }
}
