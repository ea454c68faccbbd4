package dev.novasphere.apiserver;

import static dev.novasphere.apiserver.NodeNetworks.assertSays;
import static dev.novasphere.apiserver.NodeNetworks.because;
import static dev.novasphere.apiserver.NodeNetworks.states;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.HostInterface;
import dev.novasphere.testkit.simulators.NmStateSimulator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No node network cuts a node off, and none touches what somebody else has made. */
class NodeSafetyIT {
    private static final Map<String, String> ALL_READY =
            Map.of("node-1", "Ready", "node-2", "Ready", "node-3", "Ready");

    private static final String MANAGEMENT = """
            type: linux-bridge
            bridgeName: br-yard
            uplink: ens1
            vlans: [{id: 100}]
            allowUntagged: true
            allowManagementUplink: true
            namespaceSelector: {}
            """;

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
    void anUplinkThatTheFirstNodeLacksStopsThere() throws Exception {
        networks.offer("yard", """
                type: linux-bridge
                bridgeName: br-yard
                uplink: ens9
                vlans: [{id: 100}]
                namespaceSelector: {}
                """);
        var failed = networks.seeReady("yard", "NodesFailed");
        assertThat(states(failed)).isEqualTo(Map.of("node-1", "Failed", "node-2", "Aborted", "node-3", "Aborted"));
        assertSays(failed, "Ready", "node node-1: ", "ens9");
        assertThat(because(failed, "Degraded")).isEqualTo("NodesFailed");
        assertThat(networks.enactments("yard"))
                .as("how far NMState went")
                .isEqualTo(Map.of("node-1", "Failing", "node-2", "Aborted", "node-3", "Aborted"));
        nmState.nodes().forEach(node -> assertThat(nmState.interfaces(node)).doesNotContain("br-yard"));

        nmState.give("node-1", HostInterface.ethernet("ens9"));
        nmState.give("node-2", HostInterface.ethernet("ens9"));
        nmState.give("node-3", HostInterface.ethernet("ens9"));
        networks.offer("yard", """
                type: linux-bridge
                bridgeName: br-yard
                uplink: ens9
                vlans: [{id: 100}, {id: 101}]
                namespaceSelector: {}
                """);
        assertThat(states(networks.seeReady("yard", "NodesReady"))).isEqualTo(ALL_READY);
    }

    @Test
    void theInterfaceOfTheNodesOwnAddressIsRefused() throws Exception {
        networks.offer("yard", """
                type: linux-bridge
                bridgeName: br-yard
                uplink: ens1
                vlans: [{id: 100}]
                namespaceSelector: {}
                """);
        var refused = networks.seeReady("yard", "SpecInvalid");
        assertSays(refused, "Accepted", "Uplink \"ens1\"", "on node node-1 it carries the node's address 192.0.2.11");
        assertThat(networks.policy("yard")).isEmpty();
    }

    @Test
    void theInterfaceBelowABondThatTheDefaultRouteNeedsIsRefused() throws Exception {
        bed.platform().addNode("node-4", Map.of("rack", "bonded"));
        try {
            nmState.manageThrough(
                    "node-4",
                    HostInterface.ethernet("ens2"),
                    HostInterface.ethernet("ens3"),
                    HostInterface.bond("bond0", "ens2", "ens3"),
                    HostInterface.vlan("bond0.10", "bond0", 10));
            networks.offerBridge("yard", "nodeSelector: {rack: bonded}");
            var refused = networks.seeReady("yard", "SpecInvalid");
            assertSays(refused, "Accepted", "Uplink \"ens2\"", "on node node-4 bond0");
            assertThat(networks.policy("yard")).isEmpty();
        } finally {
            bed.platform().removeNode("node-4");
        }
    }

    @Test
    void withPermissionTheNodesAddressMovesToTheBridgeAndBack() throws Exception {
        networks.offer("yard", MANAGEMENT);
        networks.seeReady("yard", "NodesReady");
        for (var node : nmState.nodes()) {
            assertThat(nmState.find(node, "br-yard")
                            .orElseThrow()
                            .at("/ipv4/address/0/ip")
                            .asText())
                    .startsWith("192.0.2.");
            assertThat(nmState.find(node, "ens1")
                            .orElseThrow()
                            .at("/ipv4/enabled")
                            .asBoolean())
                    .isFalse();
            assertThat(nmState.state(node)
                            .at("/routes/running/0/next-hop-interface")
                            .asText())
                    .isEqualTo("br-yard");
        }
        var first = networks.policy("yard").orElseThrow().getMetadata().getUid();
        client.resource(networks.policy("yard").orElseThrow()).delete();
        networks.see(
                "yard",
                "the policy is made anew, and every node is asked again",
                status -> networks.policy("yard")
                                .filter(policy -> !policy.getMetadata().getUid().equals(first))
                                .isPresent()
                        && !because(status, "Ready").equals("NodesReady"));
        networks.seeReady("yard", "NodesReady");
        assertThat(nmState.nodes())
                .as("nodes that kept their address")
                .allMatch(node -> nmState.find(node, "br-yard")
                        .orElseThrow()
                        .at("/ipv4/address/0/ip")
                        .asText()
                        .startsWith("192.0.2."));

        networks.offer("yard", MANAGEMENT.replace("allowManagementUplink: true\n", ""));
        assertSays(
                networks.seeReady("yard", "SpecInvalid"),
                "Accepted",
                "br-yard, which the node cannot do without, stands on it");
        networks.offer("yard", MANAGEMENT);
        networks.seeReady("yard", "NodesReady");

        networks.ask("yard");
        networks.seeGone("yard");
        for (var node : nmState.nodes()) {
            assertThat(nmState.find(node, "ens1")
                            .orElseThrow()
                            .at("/ipv4/address/0/ip")
                            .asText())
                    .startsWith("192.0.2.");
            assertThat(nmState.state(node)
                            .at("/routes/running/0/next-hop-interface")
                            .asText())
                    .isEqualTo("ens1");
        }
    }

    @Test
    void aSecondForTheSameBridgeIsRefusedAndTheFirstWorksOn() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        // Ages are counted in whole seconds; of two of one age the first in the alphabet has the bridge.
        LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
        networks.offer("a-rival", """
                type: linux-bridge
                bridgeName: br-yard
                uplink: ens3
                allowUntagged: true
                namespaceSelector: {}
                """);
        try {
            var refused = networks.seeReady("a-rival", "SpecInvalid");
            assertSays(refused, "Accepted", "bridgeName \"br-yard\" belongs to NodeNetwork yard already");
            assertThat(networks.policy("a-rival")).isEmpty();
            var story = new Story(Tenant.of(client, "user"));
            story.run(Story.SMALL + "networks: [{name: yard, type: bridge, bridgeName: br-yard, vlanId: 100}]\n");
            story.somebodyDeletes(Kind.WUKONG, Story.NAME);
            story.tenant().waitUntilGone(Wukong.class, Story.NAME);
        } finally {
            networks.ask("a-rival");
            networks.seeGone("a-rival");
        }
        assertThat(nmState.interfaces("node-1")).contains("br-yard");
    }

    @Test
    void aBridgeOfSomebodyElseIsUsedOnlyAsItIsAndNeverRemoved() throws Exception {
        for (var node : nmState.nodes()) {
            nmState.give(node, HostInterface.linuxBridge("br-yard"));
        }
        try {
            networks.offerBridge("yard", "");
            assertThat(NodeNetworks.message(networks.seeReady("yard", "SpecInvalid"), "Accepted"))
                    .as("one node is enough, whichever has reported it first")
                    .containsPattern(
                            "Bridge \"br-yard\" is on node node-[123] already and is not kept by this NodeNetwork");
            networks.ask("yard");
            networks.seeGone("yard");
            networks.offer("yard", """
                    type: linux-bridge
                    bridgeName: br-yard
                    managed: false
                    vlans: [{id: 100}]
                    namespaceSelector: {}
                    """);
            assertSays(networks.seeReady("yard", "NodesFailed"), "Ready", "does not filter VLANs");
            networks.ask("yard");
            networks.seeGone("yard");
            assertThat(nmState.interfaces("node-1")).contains("br-yard");
        } finally {
            nmState.nodes().forEach(node -> nmState.take(node, "br-yard"));
        }
    }
}
