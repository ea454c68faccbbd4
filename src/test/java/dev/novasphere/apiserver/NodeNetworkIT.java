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
        if (networks.find("lab").isPresent()) {
            networks.ask("lab");
            networks.seeGone("lab");
        }
        assertThat(networks.policy("lab")).isEmpty();
    }

    @Test
    void theBridgeIsMadeOnEveryNodeByOnePolicyAndOneWrite() throws Exception {
        var before = networks.policyWrites("lab");
        networks.offerBridge("lab", "mtu: 9000");
        var ready = networks.seeReady("lab", "NodesReady");
        assertThat(states(ready)).isEqualTo(ALL_READY);
        assertThat(because(ready, "Degraded")).isEqualTo("NodesReady");
        for (var node : nmState.nodes()) {
            var bridge = nmState.find(node, "br-lab").orElseThrow();
            assertThat(bridge.path("mtu").asInt()).isEqualTo(9000);
            assertThat(bridge.at("/ipv4/enabled").asBoolean()).isFalse();
            assertThat(bridge.at("/bridge/port/0/vlan/trunk-tags/0/id").asInt()).isEqualTo(100);
        }
        // NMState stamps a policy at every write, also at one that changes nothing.
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        assertThat(networks.policyWrites("lab") - before).isEqualTo(1);
    }

    @Test
    void withoutAMatchingNodeItSaysSoAndTakesThoseThatComeLater() throws Exception {
        networks.offerBridge("lab", "nodeSelector: {rack: new}");
        assertSays(networks.seeReady("lab", "NoMatchingNode"), "Ready", "rack=new", "Label the nodes");
        bed.platform().addNode("node-4", Map.of("rack", "new"));
        try {
            assertThat(states(networks.seeReady("lab", "NodesReady"))).isEqualTo(Map.of("node-4", "Ready"));
        } finally {
            bed.platform().removeNode("node-4");
        }
        networks.seeReady("lab", "NoMatchingNode");
    }

    @Test
    void whatNMStateSaysOfAnEarlierGenerationIsNotTrusted() throws Exception {
        networks.offerBridge("lab", "");
        networks.seeReady("lab", "NodesReady");
        nmState.lag();
        networks.offerBridge("lab", "mtu: 9000");
        var lagging = networks.seeReady("lab", "NodesProgressing");
        assertThat(states(lagging).values()).containsOnly("Progressing");
        nmState.heal();
        networks.seeReady("lab", "NodesReady");
        assertThat(nmState.find("node-3", "br-lab").orElseThrow().path("mtu").asInt())
                .isEqualTo(9000);
    }

    @Test
    void aPolicyThatSomebodyEditsIsPutBackAndOneThatIsDeletedComesAgain() throws Exception {
        networks.offerBridge("lab", "");
        networks.seeReady("lab", "NodesReady");
        var wanted = networks.policy("lab").orElseThrow().getSpec();
        networks.somebodyEdits("lab", "{\"spec\":{\"maxUnavailable\":\"50%\",\"nodeSelector\":{\"rack\":\"z\"}}}");
        Eventually.see(
                "the policy is put back",
                PATIENCE,
                () -> networks.policy("lab").orElseThrow().getSpec(),
                wanted::equals);
        networks.seeReady("lab", "NodesReady");

        client.resource(networks.policy("lab").orElseThrow()).delete();
        Eventually.see(
                "the policy comes again",
                PATIENCE,
                () -> networks.policy("lab").map(policy -> policy.getSpec()).orElse(null),
                wanted::equals);
        networks.seeReady("lab", "NodesReady");
    }

    @Test
    void aPolicyThatNMStateIsBusyWithIsLeftAloneUntilItIsDone() throws Exception {
        nmState.hold("node-2");
        networks.offerBridge("lab", "");
        networks.see(
                "lab",
                "the second node is at work",
                status -> "Ready".equals(states(status).get("node-1")));
        var busy = networks.policy("lab").orElseThrow().getMetadata().getGeneration();
        networks.offerBridge("lab", "mtu: 9000");
        networks.see("lab", "the new generation", status -> Long.valueOf(2).equals(status.observedGeneration()));
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        assertThat(networks.policy("lab").orElseThrow().getMetadata().getGeneration())
                .isEqualTo(busy);
        nmState.heal();
        networks.see(
                "lab",
                "the change on every node",
                status -> states(status).equals(ALL_READY)
                        && nmState.nodes().stream()
                                .allMatch(node -> nmState.find(node, "br-lab")
                                        .map(bridge -> bridge.path("mtu").asInt() == 9000)
                                        .orElse(false)));
    }

    @Test
    void aNodeThatJoinsGetsTheBridgeAndOneThatLeavesIsForgotten() throws Exception {
        networks.offerBridge("lab", "");
        networks.seeReady("lab", "NodesReady");
        var generation = networks.policy("lab").orElseThrow().getMetadata().getGeneration();
        bed.platform().addNode("node-4", Map.of());
        networks.see(
                "lab", "the new node", status -> "Ready".equals(states(status).get("node-4")));
        bed.platform().removeNode("node-4");
        networks.see("lab", "it left", status -> states(status).equals(ALL_READY));
        assertThat(networks.policy("lab").orElseThrow().getMetadata().getGeneration())
                .isEqualTo(generation);
    }

    @Test
    void itStaysAsLongAsAMachineUsesItAndThenTheNodesAreCleared() throws Exception {
        networks.offerBridge("lab", "");
        networks.seeReady("lab", "NodesReady");
        var story = new Story(Tenant.of(client, "user"));
        story.run(Story.SMALL + "networks: [{name: lab, type: bridge, bridgeName: br-lab, vlanId: 100}]\n");
        networks.ask("lab");
        assertSays(networks.seeReady("lab", "InUse"), "Ready", "It is used by " + story.namespace() + "/web.");
        assertThat(nmState.interfaces("node-1")).contains("br-lab");

        var late = Tenant.of(client, "late");
        new Story(late).ask(Story.SMALL + "networks: [{name: lab, type: bridge, bridgeName: br-lab, vlanId: 100}]\n");
        var told = late.waitFor(
                Story.NAME, "it waits", status -> Tenant.because(status, "NetworksConfigured", "NodeNetworkNotReady"));
        assertThat(Tenant.read(told.getStatus(), "NetworksConfigured"))
                .contains("asked for its removal")
                .doesNotContain(story.namespace());
        late.delete(Wukong.class, Story.NAME);

        story.somebodyDeletes(Kind.WUKONG, Story.NAME);
        networks.seeGone("lab");
        assertThat(networks.policy("lab")).isEmpty();
        nmState.nodes().forEach(node -> assertThat(nmState.interfaces(node)).doesNotContain("br-lab"));
    }

    @Test
    void whoeverTakesTheFinalizerOffLeavesNoPolicyBehindAndNoMachineWithoutItsBridge() throws Exception {
        networks.offerBridge("lab", "");
        networks.seeReady("lab", "NodesReady");
        var story = new Story(Tenant.of(client, "user"));
        story.run(Story.SMALL + "networks: [{name: lab, type: bridge, bridgeName: br-lab, vlanId: 100}]\n");
        networks.ask("lab");
        networks.seeReady("lab", "InUse");
        SharedTestbed.withoutOperator(() -> networks.strip("lab"));
        networks.seeGone("lab");
        Eventually.see("the policy is gone", PATIENCE, () -> networks.policy("lab"), Optional::isEmpty);
        nmState.nodes().forEach(node -> assertThat(nmState.interfaces(node)).contains("br-lab"));

        story.tenant().delete(Wukong.class, Story.NAME);
        nmState.nodes().forEach(node -> nmState.take(node, "br-lab"));
    }
}
