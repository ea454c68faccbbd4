package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a desired state does to the network of one node; no API server takes part. */
class NmStateDesiredStatesTest {

    private static final String ADDRESS = "192.0.2.11";
    private final Tree node = HostDefaults.of(new SimulatedNode("node-1", ADDRESS, Map.of()).object());

    private static Tree find(Tree state, String name) {
        return new HostState(state).find(name).orElseThrow();
    }

    private static Tree bridge(String name, String port, String vlan) {
        return Tree.ofYaml(
                "{interfaces: [{name: %s, type: linux-bridge, state: up, bridge: {port: [{name: %s, vlan: %s}]}}]}"
                        .formatted(name, port, vlan));
    }

    private Tree filter(String vlan) {
        var after = HostApply.apply(node, bridge("br-vm", "ens2", vlan));
        return find(after, "br-vm").items("bridge", "port").getFirst().at("vlan");
    }

    @Test
    void trunksAreShownWithTheirTags() {
        assertThat(filter("{mode: trunk, trunk-tags: [{id: 100}, {id-range: {min: 200, max: 299}}]}"))
                .isEqualTo(
                        Tree.ofYaml(
                                "{mode: trunk, trunk-tags: [{id: 100}, {id-range: {min: 200, max: 299}}], enable-native: false}"));
        assertThat(filter("{mode: trunk, tag: 1, enable-native: true, trunk-tags: [{id: 100}]}"))
                .isEqualTo(Tree.ofYaml("{mode: trunk, tag: 1, enable-native: true, trunk-tags: [{id: 100}]}"));
    }

    @Test
    void accessPortsAndPortsWithoutAFilter() {
        assertThat(filter("{mode: access, tag: 7}"))
                .isEqualTo(Tree.ofYaml("{mode: access, tag: 7, enable-native: false, trunk-tags: []}"));
        assertThat(filter("{}").map()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {mode: trunk, tag: 1, trunk-tags: [{id: 100}]} | Tag cannot be use in trunk mode without enable-native
            {mode: access, tag: 1, enable-native: true}    | enable-native cannot be set in access mode
            {mode: access, tag: 1, trunk-tags: [{id: 2}]}  | trunk-tags cannot be set in access mode
            """)
    void aFilterThatMakesNoSenseIsRefused(String vlan, String says) {
        assertThatThrownBy(() -> filter(vlan)).hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: ens9, type: ethernet, state: up}                               | ens9 of type ethernet does not exist
            {name: ens2, type: linux-bridge, state: up}                           | ens2 is of type ethernet
            {name: a-very-long-name, type: linux-bridge}                          | longer than 15 characters
            {name: ens9.7, type: vlan, vlan: {base-iface: ens9, id: 7}}           | unknown interface ens9
            {name: br0, type: ovs-bridge, bridge: {port: []}}                     | MissingPlugin
            {name: bond0, type: bond, link-aggregation: {port: [ens2, ens9]}}     | bond0 is holding unknown port ens9
            """)
    void anInterfaceThatCannotBeIsRefused(String iface, String says) {
        var before = node.copy();
        assertThatThrownBy(() -> HostApply.apply(node, Tree.ofYaml("{interfaces: [%s]}".formatted(iface))))
                .hasMessageContaining(says);
        assertThat(node).isEqualTo(before);
    }

    @Test
    void aPortLosesItsAddressAndAnotherBridgeLosesThePort() {
        var first = HostApply.apply(node, bridge("br-a", "ens1", "{}"));
        assertThat(find(first, "ens1").is("false", "ipv4", "enabled")).isTrue();
        assertThat(first.items("routes", "running")).isEmpty();
        var second = HostApply.apply(first, bridge("br-b", "ens1", "{}"));
        assertThat(find(second, "ens1").is("br-b", "controller")).isTrue();
        assertThat(HostState.ports(find(second, "br-a"))).isEmpty();
    }

    @Test
    void aChangeThatCutsTheNodeOffIsRolledBack() {
        var after = HostApply.apply(node, bridge("br-vm", "ens1", "{}"));
        assertThatThrownBy(() -> HostProbes.check(node, after, List.of(ADDRESS)))
                .hasMessageStartingWith("rolling back desired state configuration")
                .hasMessageContaining("default gw");
        HostProbes.check(node, HostApply.apply(node, bridge("br-vm", "ens2", "{}")), List.of(ADDRESS));
    }

    @Test
    void whatIsNotMentionedStays() {
        var wide = HostApply.apply(
                HostApply.apply(node, bridge("br-vm", "ens2", "{mode: access, tag: 7}")),
                Tree.ofYaml(
                        "{interfaces: [{name: br-vm, type: linux-bridge, mtu: 9000, bridge: {options: {stp: {enabled: false}}}}]}"));
        assertThat(HostState.ports(find(wide, "br-vm"))).containsExactly("ens2");
        assertThat(find(wide, "br-vm").is("9000", "mtu")).isTrue();
        var empty = HostApply.apply(
                wide, Tree.ofYaml("{interfaces: [{name: br-vm, type: linux-bridge, state: up, bridge: {port: []}}]}"));
        assertThat(find(empty, "ens2").is("down", "state")).isTrue();
        assertThat(find(empty, "ens2").has("controller")).isFalse();
    }

    @Test
    void routesAndServersAreAddedAndTakenAway() {
        var next = HostApply.apply(node, Tree.ofYaml("""
                {routes: {config: [{state: absent, next-hop-interface: ens1},
                  {destination: 198.51.100.0/24, next-hop-interface: ens1, next-hop-address: 192.0.2.2}]},
                 dns-resolver: {config: {server: [192.0.2.53]}}}"""));
        assertThat(next.items("routes", "running"))
                .singleElement()
                .satisfies(
                        r -> assertThat(r.is("198.51.100.0/24", "destination")).isTrue());
        assertThat(next.at("dns-resolver", "running").texts("server")).containsExactly("192.0.2.53");
        assertThatThrownBy(() -> HostApply.apply(
                        node,
                        Tree.ofYaml("{routes: {config: [{destination: 198.51.100.0/24, next-hop-interface: ens9}]}}")))
                .hasMessageContaining("ens9");
        assertThatThrownBy(() -> HostApply.apply(node, Tree.ofYaml("{ovn: {}}")))
                .hasMessageContaining("does not play");
    }

    @Test
    void aPortWithoutAFilterGetsTheHandlersOwn() {
        var generated = Nmpolicy.generate(Tree.ofYaml("""
                        {desiredState: {interfaces: [{name: br-vm, type: linux-bridge, state: up,
                          bridge: {port: [{name: ens2}]}}]}}"""), node, Tree.empty());
        var port = generated
                .desired()
                .items("interfaces")
                .getFirst()
                .items("bridge", "port")
                .getFirst();
        assertThat(port.at("vlan"))
                .isEqualTo(Tree.ofYaml("{mode: trunk, trunk-tags: [{id-range: {min: 2, max: 4094}}]}"));
    }
}
