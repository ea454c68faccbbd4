package dev.novasphere.testkit.simulators;

import java.util.List;
import java.util.function.UnaryOperator;

/** What a test, as somebody at the node's console, changes of its network; nothing is checked. */
final class HostEdits {

    private HostEdits() {}

    static UnaryOperator<Tree> giving(List<HostInterface> interfaces) {
        return before -> {
            var state = HostState.copyOf(before);
            interfaces.forEach(iface -> put(state, iface));
            return state.tree().copy();
        };
    }

    /** The last of the interfaces takes over addresses and routes of the one that holds the node's address. */
    static UnaryOperator<Tree> managing(List<HostInterface> interfaces, List<String> nodeAddresses) {
        return before -> {
            var state = HostState.copyOf(before);
            var holder = state.interfaces().stream()
                    .filter(iface -> holds(iface, nodeAddresses))
                    .findFirst()
                    .orElseThrow()
                    .copy();
            var routes = before.items("routes", "running").stream()
                    .filter(route -> route.is(HostState.name(holder), "next-hop-interface"))
                    .toList();
            state.find(HostState.name(holder)).ifPresent(state::silence);
            interfaces.forEach(iface -> put(state, iface));
            var name = interfaces.getLast().name();
            var heir = state.find(name).orElseThrow();
            heir.put("ipv4", holder.at("ipv4").map())
                    .put("ipv6", holder.at("ipv6").map());
            routes.forEach(route -> state.addRoute(route.copy().put("next-hop-interface", name)));
            return state.tree().copy();
        };
    }

    private static boolean holds(Tree iface, List<String> addresses) {
        return List.of("ipv4", "ipv6").stream()
                .flatMap(family -> iface.items(family, "address").stream())
                .anyMatch(held -> addresses.contains(held.text("ip").orElse("")));
    }

    private static void put(HostState state, HostInterface given) {
        var iface = given.tree();
        state.put(iface);
        HostState.ports(iface).stream()
                .filter(port -> state.find(port).isPresent())
                .forEach(port -> state.attach(iface, port));
    }
}
