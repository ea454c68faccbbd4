package dev.novasphere.testkit.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The network of one simulated node while it is being changed: what {@code nmstatectl show} prints, with words for what
 * belongs together, such as a port and its controller.
 */
record HostState(Tree tree) {

    private static final List<String> TABLES = List.of("running", "config");

    static HostState copyOf(Tree tree) {
        return new HostState(tree.copy());
    }

    List<Tree> interfaces() {
        return tree.items("interfaces");
    }

    Optional<Tree> find(String name) {
        return interfaces().stream().filter(i -> i.is(name, "name")).findFirst();
    }

    /** Puts an interface in the place of the one of its name, or beside the others. */
    void put(Tree iface) {
        var all = new ArrayList<Map<String, Object>>();
        interfaces().stream().filter(i -> !i.is(name(iface), "name")).forEach(i -> all.add(i.map()));
        all.add(iface.map());
        all.sort((a, b) -> String.valueOf(a.get("name")).compareTo(String.valueOf(b.get("name"))));
        tree.put("interfaces", all);
    }

    /** Takes an interface away, with its routes and the VLANs above it; its ports stay down. */
    void remove(String name) {
        find(name).ifPresent(gone -> ports(gone).forEach(this::release));
        interfaces().stream()
                .filter(i -> i.is(name, "vlan", "base-iface"))
                .map(HostState::name)
                .toList()
                .forEach(this::remove);
        interfaces().forEach(other -> lose(other, name));
        dropRoutes(route -> route.is(name, "next-hop-interface"));
        tree.put(
                "interfaces",
                interfaces().stream()
                        .filter(i -> !i.is(name, "name"))
                        .map(Tree::map)
                        .toList());
    }

    /** Makes an interface a port: it leaves its other controller and loses its addresses and routes. */
    void attach(Tree controller, String port) {
        var iface = find(port).orElseThrow();
        interfaces().stream()
                .filter(other -> !other.is(name(controller), "name"))
                .forEach(other -> lose(other, port));
        iface.put("controller", name(controller)).put("state", "up");
        silence(iface);
    }

    /** Lets a port go. It does not come up by itself. */
    void release(String port) {
        find(port).ifPresent(iface -> iface.without("controller").put("state", "down"));
    }

    /** Takes addresses and routes from an interface. */
    void silence(Tree iface) {
        iface.put("ipv4", Map.of("enabled", false)).put("ipv6", Map.of("enabled", false));
        dropRoutes(route -> route.is(name(iface), "next-hop-interface"));
    }

    private static void lose(Tree controller, String port) {
        if (controller.at("bridge").has("port")) {
            controller
                    .at("bridge")
                    .put(
                            "port",
                            controller.items("bridge", "port").stream()
                                    .filter(p -> !p.is(port, "name"))
                                    .map(Tree::map)
                                    .toList());
        }
        if (controller.at("link-aggregation").has("port")) {
            controller
                    .at("link-aggregation")
                    .put(
                            "port",
                            controller.texts("link-aggregation", "port").stream()
                                    .filter(p -> !p.equals(port))
                                    .toList());
        }
    }

    void dropRoutes(Predicate<Tree> which) {
        for (var table : TABLES) {
            tree.make("routes")
                    .put(
                            table,
                            tree.items("routes", table).stream()
                                    .filter(which.negate())
                                    .map(Tree::map)
                                    .toList());
        }
    }

    void addRoute(Tree route) {
        for (var table : TABLES) {
            var all = new ArrayList<Map<String, Object>>();
            tree.items("routes", table).forEach(r -> all.add(r.map()));
            if (!all.contains(route.map())) {
                all.add(route.copy().map());
            }
            tree.make("routes").put(table, all);
        }
    }

    /** The interfaces below a bridge or a bond. */
    static List<String> ports(Tree iface) {
        return iface.has("bridge", "port")
                ? iface.items("bridge", "port").stream().map(HostState::name).toList()
                : iface.texts("link-aggregation", "port");
    }

    static String name(Tree iface) {
        return iface.text("name").orElse("");
    }
}
