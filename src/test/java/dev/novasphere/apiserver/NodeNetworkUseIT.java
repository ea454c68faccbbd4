package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.simulators.NmStateSimulator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What machines get of a node network: nothing that was not allowed, nothing too early, and nothing is taken away. */
class NodeNetworkUseIT {
    private static final String ON_100 =
            Story.SMALL + "networks: [{name: yard, type: bridge, bridgeName: br-yard, vlanId: 100}]\n";

    private static KubernetesClient client;
    private static NodeNetworks networks;
    private static NmStateSimulator nmState;

    private final Story story = new Story(SharedTestbed.tenant("user"));

    @BeforeAll
    static void start() {
        client = SharedTestbed.get().plane().adminClient();
        networks = new NodeNetworks(SharedTestbed.get(), client);
        nmState = SharedTestbed.get().platform().nmState();
    }

    @AfterAll
    static void end() {
        client.close();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        nmState.heal();
        story.somebodyDeletes(Kind.WUKONG, Story.NAME);
        if (networks.find("yard").isPresent()) {
            networks.ask("yard");
            networks.seeGone("yard");
        }
    }

    @Test
    void aMachineWaitsForItsNetworkWithTheReasonAndStartsWhenItIsThere() throws Exception {
        story.ask(ON_100);
        seeReason("NodeNetworkMissing");
        assertThat(story.message("NetworksConfigured"))
                .contains(
                        "Network \"yard\" asks for bridge \"br-yard\", which no NodeNetwork of type linux-bridge offers");
        assertThat(story.machine().isMissingNode()).isTrue();

        nmState.hold("node-1");
        networks.offerBridge("yard", "");
        seeReason("NodeNetworkNotReady");
        assertThat(story.message("NetworksConfigured")).contains("0 of 3 nodes are ready; waiting for node-1");
        assertThat(story.machine().isMissingNode()).isTrue();

        nmState.heal();
        story.settled();
    }

    @Test
    void itIsPlacedWhereTheNetworkIsAndANodeThatJoinsRewritesNothing() throws Exception {
        SharedTestbed.get().platform().addNode("node-4", Map.of("rack", "yard"));
        try {
            networks.offerBridge("yard", "nodeSelector: {rack: yard}");
            networks.seeReady("yard", "NodesReady");
            story.run(ON_100);
            var affinity = story.machine()
                    .at(
                            "/spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms");
            assertThat(affinity.toString())
                    .isEqualTo(
                            "[{\"matchExpressions\":[{\"key\":\"rack\",\"operator\":\"In\",\"values\":[\"yard\"]}]}]");
            var generation = story.machine().at("/metadata/generation").asLong();
            SharedTestbed.get().platform().addNode("node-5", Map.of("rack", "yard"));
            networks.see(
                    "yard",
                    "the new node",
                    status -> "Ready".equals(NodeNetworks.states(status).get("node-5")));
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            assertThat(story.machine().at("/metadata/generation").asLong()).isEqualTo(generation);
        } finally {
            SharedTestbed.get().platform().removeNode("node-5");
            SharedTestbed.get().platform().removeNode("node-4");
        }
    }

    @Test
    void aNamespaceAndAVlanThatAreNotAllowedAreRefusedUntilTheyAre() throws Exception {
        networks.offer(
                "yard",
                yard(
                        "{matchLabels: {team: a}}",
                        "[{id: 100, namespaceSelector: {matchLabels: {floor: two}}}, {id: 200}]"));
        networks.seeReady("yard", "NodesReady");
        story.ask(ON_100);
        seeReason("NotAllowed");
        label("team", "a");
        seeReason("VlanNotAllowed");
        assertThat(story.message("NetworksConfigured"))
                .contains("asks for VLAN 100")
                .contains("Use one of 200");
        story.ask(ON_100.replace(", vlanId: 100", ""));
        story.status("untagged is refused", said -> Tenant.because(said, "NetworksConfigured", "VlanNotAllowed"));
        assertThat(story.all(Kind.ATTACHMENT)).as("nothing was made for it").isEmpty();
        story.ask(ON_100);
        label("floor", "two");
        story.settled();
    }

    @Test
    void whatIsAllowedNoLongerTakesNothingFromAMachineThatIsThere() throws Exception {
        networks.offerBridge("yard", "");
        networks.seeReady("yard", "NodesReady");
        story.run(ON_100);
        var machine = story.machine().at("/metadata/generation").asLong();
        networks.offer("yard", yard("{matchLabels: {team: z}}", "[{id: 200}]"));
        seeReason("NotAllowed");
        assertThat(story.machine().at("/metadata/generation").asLong()).isEqualTo(machine);
        story.ask(ON_100.replace("cpu: 1", "cpu: 2"));
        story.machine(
                "its CPUs change all the same",
                there -> there.at("/spec/template/spec/domain/cpu/sockets").asInt() == 2);
        story.ask(ON_100.replace("cpu: 1", "cpu: 2").replace("vlanId: 100", "vlanId: 300"));
        story.status("another VLAN is refused", said -> Long.valueOf(3).equals(said.observedGeneration()));
        assertThat(story.all(Kind.ATTACHMENT)).as("its attachment definitions").hasSize(1);
    }

    private static String yard(String namespaces, String vlans) {
        return """
                type: linux-bridge
                bridgeName: br-yard
                uplink: ens2
                vlans: %s
                namespaceSelector: %s
                """.formatted(vlans, namespaces);
    }

    private void label(String key, String value) {
        client.namespaces()
                .withName(story.namespace())
                .edit(there -> there.edit()
                        .editMetadata()
                        .addToLabels(key, value)
                        .endMetadata()
                        .build());
    }

    private void seeReason(String reason) throws Exception {
        story.status(reason, said -> Tenant.because(said, "NetworksConfigured", reason));
    }
}
