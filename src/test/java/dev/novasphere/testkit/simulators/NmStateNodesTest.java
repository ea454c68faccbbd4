package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node's handler reports, and how a test changes what the node has. */
class NmStateNodesTest {

    private final NodeRack rack = new NodeRack();

    @AfterEach
    void leave() {
        rack.close();
    }

    private Tree reported(String iface) {
        return rack.status(Kinds.NODE_STATE, rack.node(1)).items("currentState", "interfaces").stream()
                .filter(i -> i.is(iface, "name"))
                .findFirst()
                .orElse(Tree.empty());
    }

    private String address() {
        return rack.client.nodes().withName(rack.node(1)).get().getStatus().getAddresses().stream()
                .filter(a -> a.getType().equals("InternalIP"))
                .findFirst()
                .orElseThrow()
                .getAddress();
    }

    private static boolean holds(Tree iface, String address) {
        return iface.items("ipv4", "address").stream().anyMatch(a -> a.is(address, "ip"));
    }

    @Test
    void aNodeIsReportedWithItsAddressOnOneUplinkAndAnotherFree() {
        Scene.await("reported", () -> reported("ens1"), i -> holds(i, address()));
        assertThat(reported("ens2").is("up", "state")).isTrue();
        assertThat(reported("ens2").is("false", "ipv4", "enabled")).isTrue();
        var state = rack.status(Kinds.NODE_STATE, rack.node(1));
        assertThat(state.text("lastSuccessfulUpdateTime")).isPresent();
        assertThat(state.items("currentState", "routes", "running"))
                .anyMatch(r -> r.is("0.0.0.0/0", "destination") && r.is("ens1", "next-hop-interface"));
        assertThat(state.at("currentState", "dns-resolver", "running").texts("server"))
                .containsExactly("192.0.2.1");
    }

    @Test
    void whatATestGivesAndTakesIsReported() {
        rack.nmState.give(
                rack.node(1),
                HostInterface.ethernet("ens3").with("mtu", 9000),
                HostInterface.bond("bond0", "ens2", "ens3"),
                HostInterface.vlan("bond0.7", "bond0", 7));
        Scene.await("the VLAN", () -> reported("bond0.7"), i -> i.is("bond0", "vlan", "base-iface"));
        assertThat(reported("ens3").is("9000", "mtu")).isTrue();
        assertThat(reported("ens3").is("bond0", "controller")).isTrue();
        rack.nmState.take(rack.node(1), "bond0");
        Scene.await("no bond", () -> reported("bond0"), i -> i.map().isEmpty());
        assertThat(rack.nmState.interfaces(rack.node(1))).containsExactly("ens1", "ens2", "ens3", "lo");
        assertThat(reported("ens2").is("down", "state")).isTrue();
    }

    @Test
    void aNodeCanBeManagedThroughAVlanOnABond() {
        rack.nmState.manageThrough(
                rack.node(1), HostInterface.bond("bond0", "ens1", "ens2"), HostInterface.vlan("bond0.7", "bond0", 7));
        Scene.await("the address moved", () -> reported("bond0.7"), i -> holds(i, address()));
        assertThat(holds(reported("ens1"), address())).isFalse();
        assertThat(rack.nmState
                        .state(rack.node(1))
                        .at("/routes/running/0/next-hop-interface")
                        .asText())
                .isEqualTo("bond0.7");
    }

    @Test
    void aNodeThatLeavesIsReportedNoMoreAndComesBackAsNew() {
        rack.nmState.give(rack.node(1), HostInterface.ethernet("ens3"));
        Scene.await("the third", () -> reported("ens3"), i -> !i.map().isEmpty());
        rack.leave(1);
        assertThatThrownBy(() -> rack.nmState.state(rack.node(1))).hasMessageContaining("There is no node");
        Scene.await(
                "the state gone",
                () -> rack.status(Kinds.NODE_STATE, rack.node(1)),
                s -> s.map().isEmpty());
        rack.join(1);
        Scene.await("a new one", () -> reported("ens1"), i -> holds(i, address()));
        assertThat(reported("ens3").map()).isEmpty();
    }

    @Test
    void aStoppedHandlerReportsNothing() {
        Scene.await("reported", () -> reported("ens1"), i -> !i.map().isEmpty());
        rack.nmState.stopHandler(rack.node(1));
        rack.nmState.give(rack.node(1), HostInterface.ethernet("ens3"));
        rack.nmState.give(rack.node(2), HostInterface.ethernet("ens3"));
        Scene.await(
                "the other's",
                () -> rack.status(Kinds.NODE_STATE, rack.node(2)).items("currentState", "interfaces"),
                all -> all.stream().anyMatch(i -> i.is("ens3", "name")));
        assertThat(reported("ens3").map()).isEmpty();
        rack.nmState.heal(rack.node(1));
        Scene.await("the third", () -> reported("ens3"), i -> !i.map().isEmpty());
    }
}
