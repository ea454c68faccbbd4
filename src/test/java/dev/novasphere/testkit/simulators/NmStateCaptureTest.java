package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The move of an uplink's address and routes to a bridge, on each node with its own address. */
class NmStateCaptureTest {

    private static final String MOVE = """
            capture:
              uplink: interfaces.name=="ens1"
              uplink-routes: routes.running.next-hop-interface==capture.uplink.interfaces.0.name
              bridge-routes: capture.uplink-routes | routes.running.next-hop-interface:="br-vm"
            desiredState:
              interfaces:
              - name: br-vm
                type: linux-bridge
                state: up
                ipv4: "{{ capture.uplink.interfaces.0.ipv4 }}"
                mac-address: "{{ capture.uplink.interfaces.0.mac-address }}"
                bridge: {port: [{name: ens1, vlan: {mode: trunk, trunk-tags: [{id: 100}]}}]}
              routes:
                config: "{{ capture.bridge-routes.routes.running }}"
            """;

    private final Tree node = HostDefaults.of(new SimulatedNode("node-1", "192.0.2.11", Map.of()).object());

    private static Tree with(String capture, String mtu) {
        return Tree.ofYaml("{capture: {a: '%s'}, desiredState: {interfaces: [{name: ens2, type: ethernet, mtu: '%s'}]}}"
                .formatted(capture, mtu));
    }

    @Test
    void addressAndRoutesMoveToTheBridgeAndTheNodeStaysReachable() {
        var made = Nmpolicy.generate(Tree.ofYaml(MOVE), node, Tree.empty());
        var after = HostApply.apply(node, made.desired());
        HostProbes.check(node, after, java.util.List.of("192.0.2.11"));
        var bridge = new HostState(after).find("br-vm").orElseThrow();
        assertThat(bridge.items("ipv4", "address").getFirst().is("192.0.2.11", "ip"))
                .isTrue();
        assertThat(after.items("routes", "running"))
                .singleElement()
                .satisfies(r -> assertThat(r.is("br-vm", "next-hop-interface")).isTrue());
        assertThat(made.captured()).containsOnlyKeys("uplink", "uplink-routes", "bridge-routes");
    }

    @Test
    void whatWasCapturedOnceIsUsedAgain() {
        var first = Nmpolicy.generate(Tree.ofYaml(MOVE), node, Tree.empty());
        var after = HostApply.apply(node, first.desired());
        var second = Nmpolicy.generate(
                Tree.ofYaml(MOVE),
                after,
                Tree.empty().put("c", first.captured()).copy().at("c"));
        assertThat(HostApply.apply(after, second.desired())).isEqualTo(after);
    }

    @Test
    void aPartIsCapturedAsItIs() {
        var made = Nmpolicy.generate(
                Tree.ofYaml("{capture: {dns: dns-resolver.running}, desiredState: {}}"), node, Tree.empty());
        assertThat(Tree.empty()
                        .put("c", made.captured())
                        .at("c", "dns", "state", "dns-resolver", "running")
                        .texts("server"))
                .containsExactly("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            interfaces.type                    | 1500                                   | step 'type' not found
            interfaces.name==ens1              | 1500                                   | does not play
            interfaces.name==capture.b.name    | 1500                                   | capture entry 'b' not found
            interfaces.name==capture.a.name    | 1500                                   | capture entry 'a' not found
            interfaces.name=="ens1"            | {{ capture.a.interfaces.1.mtu }}       | step '1' not found
            interfaces.name=="ens1"            | a {{ capture.a.interfaces.0.mtu }}     | a whole value
            """)
    void whatIsNotPlayedFailsAndSaysSo(String capture, String mtu, String says) {
        assertThatThrownBy(() -> Nmpolicy.generate(with(capture, mtu), node, Tree.empty()))
                .isInstanceOf(Nmpolicy.Failure.class)
                .hasMessageContaining(says);
    }
}
