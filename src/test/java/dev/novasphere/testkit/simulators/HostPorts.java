package dev.novasphere.testkit.simulators;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ports of bridges and bonds, with the VLAN filter of each. */
record HostPorts(HostState state) {

    /** Attaches the ports that the interface wants; one that does not exist is an error that names it. */
    void change(Tree desired) {
        var name = HostState.name(desired);
        for (var port : HostState.ports(desired)) {
            if (state.find(port).isEmpty()) {
                throw NmStateError.invalid("Controller interface %s is holding unknown port %s".formatted(name, port));
            }
            state.attach(state.find(name).orElseThrow(), port);
        }
        var iface = state.find(name).orElseThrow();
        iface.items("bridge", "port").forEach(HostPorts::filter);
        address(iface, desired);
    }

    /** A bridge takes the address of its first port where nobody says another. */
    private void address(Tree iface, Tree desired) {
        if (!desired.has("mac-address")) {
            Optional.of(HostState.ports(iface))
                    .filter(ports -> !ports.isEmpty())
                    .flatMap(ports -> state.find(ports.getFirst()))
                    .flatMap(port -> port.text("mac-address"))
                    .ifPresent(address -> iface.put("mac-address", address));
        }
    }

    /** The filter as it is shown; a port that asks for an empty one is not filtered, and shows none. */
    private static void filter(Tree port) {
        var vlan = port.at("vlan");
        if (vlan.map().isEmpty()) {
            port.without("vlan");
            return;
        }
        var trunk = vlan.is("trunk", "mode");
        var nativeVlan = vlan.is("true", "enable-native");
        if (trunk && vlan.has("tag") && !nativeVlan) {
            throw NmStateError.invalid("Tag cannot be use in trunk mode without enable-native");
        }
        if (!trunk && nativeVlan) {
            throw NmStateError.invalid("enable-native cannot be set in access mode");
        }
        if (!trunk && !vlan.items("trunk-tags").isEmpty()) {
            throw NmStateError.invalid(
                    "Port %s: trunk-tags cannot be set in access mode".formatted(HostState.name(port)));
        }
        vlan.put("mode", trunk ? "trunk" : "access").put("enable-native", nativeVlan);
        vlan.map().putIfAbsent("trunk-tags", List.of());
    }

    /** What the handler itself adds before nmstate sees the state: a port without a filter lets every VLAN pass. */
    static Tree defaultFilter(Tree desired) {
        desired.items("interfaces").stream()
                .filter(iface -> iface.is("linux-bridge", "type") && iface.is("up", "state"))
                .flatMap(iface -> iface.items("bridge", "port").stream())
                .filter(port -> !port.has("vlan"))
                .forEach(port -> port.put(
                        "vlan",
                        Map.of(
                                "mode",
                                "trunk",
                                "trunk-tags",
                                List.of(Map.of("id-range", Map.of("min", 2, "max", 4094))))));
        return desired;
    }
}
