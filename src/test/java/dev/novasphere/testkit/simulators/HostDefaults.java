package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network that a node has before anybody changes it: ens1 carries its address and default route, ens2 is free. */
final class HostDefaults {

    private HostDefaults() {}

    static Tree of(Node node) {
        var state = new HostState(Tree.empty()
                .put("dns-resolver", Map.of("config", Map.of(), "running", Map.of()))
                .put(
                        "routes",
                        Tree.empty()
                                .put("config", List.of())
                                .put("running", List.of())
                                .map()));
        state.put(HostInterface.of("{name: lo, type: loopback, state: up, mtu: 65536}")
                .withAddress("127.0.0.1/8")
                .tree());
        var uplink = HostInterface.ethernet("ens1");
        for (var address : addresses(node)) {
            uplink = uplink.withAddress(address + (address.contains(":") ? "/64" : "/24"));
            defaultRoute(state, address);
        }
        state.put(uplink.tree());
        state.put(HostInterface.ethernet("ens2").tree());
        return state.tree().copy();
    }

    private static void defaultRoute(HostState state, String address) {
        var v6 = address.contains(":");
        var gateway = v6 ? "fe80::1" : address.substring(0, address.lastIndexOf('.')) + ".1";
        state.addRoute(Tree.empty()
                .put("destination", v6 ? "::/0" : "0.0.0.0/0")
                .put("next-hop-interface", "ens1")
                .put("next-hop-address", gateway)
                .put("metric", 100)
                .put("table-id", 254));
        var servers = Map.of("search", List.of(), "server", List.of(gateway));
        state.tree()
                .put(
                        "dns-resolver",
                        Tree.empty()
                                .put("config", servers)
                                .put("running", servers)
                                .map());
    }

    static List<String> addresses(Node node) {
        return Optional.ofNullable(node.getStatus()).stream()
                .flatMap(status -> status.getAddresses().stream())
                .filter(address -> "InternalIP".equals(address.getType()))
                .map(NodeAddress::getAddress)
                .toList();
    }
}
