package dev.novasphere.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.addresses.Ip;
import dev.novasphere.api.AddressPool;
import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.api.VlanRange;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import dev.novasphere.desired.AddressClaim.Wanted;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterNode;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.Storage;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which addresses a machine asks for, under which names. */
class AddressClaimsTest {
    private static final Settings SETTINGS = new Settings(
            Optional.empty(), Optional.empty(), List.of("br-*"), Optional.empty(), Optional.empty(), Map.of());
    private static final AddressPool POOL =
            new AddressPool("servers", 100, "10.0.0.0/24", List.of(), List.of(), null, List.of());

    @Test
    void eachAddressOfEachNetworkHasALeaseOfItsOwn() {
        var claims = claims("""
                - {name: lan, type: bridge, bridgeName: br-lan, vlanId: 100, macAddress: "02:AB:00:00:00:01",
                   ipConfig: {mode: static, addresses: [10.0.0.5/24, "2001:DB8::5/64"]}}
                - {name: flat, type: bridge, nodeNetwork: lan, ipConfig: {mode: static, address: 10.0.0.5/24}}
                - {name: asks, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: dhcp}}
                - {name: nad, type: bridge, nadName: some-nad, ipConfig: {mode: static, address: 10.0.0.6/24}}
                - {name: default, type: pod}
                """);
        assertThat(claims.stream().map(AddressClaimsTest::leaseName))
                .containsExactly(
                        "lan.100.mac-02-ab-00-00-00-01",
                        "lan.100.10-0-0-5",
                        "lan.100.2001-0db8-0000-0000-0000-0000-0000-0005",
                        "lan.0.10-0-0-5");
        assertThat(claims)
                .allMatch(AddressClaim::isOpen)
                .allMatch(claim -> claim.refused().isEmpty());
    }

    @Test
    void nothingIsTakenOnANetworkThatIsNotTheTenants() {
        assertThat(claims("""
                - {name: closed, type: bridge, nodeNetwork: closed, vlanId: 100, ipConfig: {mode: static, address: 10.0.0.5/24}}
                - {name: vlan, type: bridge, nodeNetwork: lan, vlanId: 200, ipConfig: {mode: static, address: 10.0.0.5/24}}
                - {name: type, type: ovs, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: pool}}
                """)).hasSize(3).noneMatch(AddressClaim::isOpen);
    }

    @Test
    void aLeaseSaysWhoseItIs() {
        var owner = owner("- {name: lan, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: pool}}");
        var claim = AddressClaims.of(owner, SETTINGS, observed()).getFirst();
        var lease = claim.lease(owner, "10.0.0.1");
        assertThat(Serialization.asYaml(lease)).isEqualTo("""
                ---
                apiVersion: "vm.novasphere.dev/v1alpha1"
                kind: "AddressLease"
                metadata:
                  labels:
                    app.kubernetes.io/managed-by: "novasphere"
                    vm.novasphere.dev/kind: "Wukong"
                    vm.novasphere.dev/name: "web"
                    vm.novasphere.dev/uid: "3f0e2d55-4a7b-4c6f-8a53-8d6f6e0b9f10"
                  name: "lan.100.10-0-0-1"
                spec:
                  nodeNetwork: "lan"
                  vlanId: 100
                  address: "10.0.0.1"
                  pool: "servers"
                  holder:
                    kind: "Wukong"
                    namespace: "team-a"
                    name: "web"
                    uid: "3f0e2d55-4a7b-4c6f-8a53-8d6f6e0b9f10"
                    network: "lan"
                """);
        assertThat(claim.isMetBy(lease)).isTrue();
        assertThat(claims("- {name: other, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: pool}}"))
                .noneMatch(other -> other.isMetBy(lease));
        assertThat(
                        claims(
                                "- {name: lan, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: pool, pool: guests}}"))
                .noneMatch(other -> other.isMetBy(lease));
    }

    @Test
    void aNodesAddressIsPassedOverByAPoolAndRefusedToASpec() {
        var pool = (Wanted.OfPool)
                claims("- {name: lan, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: pool}}")
                        .getFirst()
                        .wanted();
        assertThat(pool.lowestFree(ip -> ip.toString().equals("10.0.0.1")).map(Ip::toString))
                .as("10.0.0.2 is a node's")
                .hasValue("10.0.0.3");
        assertThat(
                        claims(
                                "- {name: lan, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: static, address: 10.0.0.2/24}}"))
                .singleElement()
                .satisfies(claim ->
                        assertThat(claim.refused().map(Leases.Refused::reason)).hasValue("AddressReserved"));
    }

    @Test
    void whatIsRefusedNamesNobody() {
        var claim = claims(
                        "- {name: lan, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: static, address: 10.0.0.5/24}}")
                .getFirst();
        assertThat(claim.inUse())
                .isEqualTo(
                        new Leases.Refused(
                                "lan",
                                "AddressInUse",
                                "Network \"lan\": address 10.0.0.5 is in use already on NodeNetwork \"lan\", VLAN 100. Use another one; if it becomes free before, this machine gets it."));
    }

    @Test
    void aMacAddressThatWasMadeUpIsKnownWithoutALease() {
        var other = owner("- {name: lan, type: bridge, nodeNetwork: lan, vlanId: 100}");
        var mac = MacAddresses.of(other, other.getSpec().networks().getFirst());
        var asked = "- {name: x, type: bridge, nodeNetwork: lan, vlanId: %d, macAddress: \"%s\"}";
        var same = claims(asked.formatted(100, mac)).getFirst();
        var elsewhere = claims(asked.formatted(101, mac)).getFirst();
        assertThat(AddressClaims.derives(other, same, SETTINGS, observed().facts()))
                .isTrue();
        assertThat(AddressClaims.derives(other, elsewhere, SETTINGS, observed().facts()))
                .isFalse();
    }

    @Test
    void twoMachinesAskInTheSameOrder() {
        var address = "{name: %s, type: bridge, nodeNetwork: lan, vlanId: 100, ipConfig: {mode: %s}}";
        var one = address.formatted("a", "static, address: 10.0.0.5/24");
        var other = address.formatted("b", "static, address: 10.0.0.6/24");
        var pool = address.formatted("c", "pool");
        assertThat(ordered("- " + one + "\n- " + other + "\n- " + pool))
                .isEqualTo(ordered("- " + pool + "\n- " + other + "\n- " + one));
    }

    private static List<String> ordered(String networks) {
        return claims(networks).stream().map(AddressClaim::order).sorted().toList();
    }

    private static String leaseName(AddressClaim claim) {
        return switch (claim.wanted()) {
            case Wanted.Address(var ip) -> claim.leaseName(ip.toString());
            case Wanted.Mac(var mac) -> claim.leaseName(mac);
            case Wanted.OfPool _ -> "of a pool";
        };
    }

    private static List<AddressClaim> claims(String networks) {
        return AddressClaims.of(owner(networks), SETTINGS, observed());
    }

    private static Wukong owner(String networks) {
        var owner = Owners.owner(new Wukong(), "team-a", "web");
        owner.setSpec(Serialization.unmarshal("networks:\n" + networks, WukongSpec.class));
        return owner;
    }

    private static Observed observed() {
        var facts = new ClusterFacts(
                Set.of(),
                Set.of(),
                Set.of(),
                Storage.NONE,
                Map.of("node-1", new ClusterNode(Map.of(), List.of())),
                Set.of("10.0.0.2"),
                List.of(offer("lan", "br-lan", "a"), offer("closed", "br-closed", "b")));
        return new Observed(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.of(Map.of("team", "a")),
                facts,
                Leases.NONE);
    }

    private static NodeNetworkOffer offer(String name, String bridge, String team) {
        var spec = new NodeNetworkSpec(
                NodeNetworkType.LINUX_BRIDGE,
                bridge,
                null,
                null,
                List.of(new VlanRange(null, 100, 199, null)),
                true,
                Map.of(),
                new LabelSelectorBuilder().addToMatchLabels("team", team).build(),
                null,
                false,
                null,
                List.of(POOL));
        return new NodeNetworkOffer(
                name, spec, List.of(new NodeNetworkNode("node-1", State.Ready, null)), true, "It is there.");
    }
}
