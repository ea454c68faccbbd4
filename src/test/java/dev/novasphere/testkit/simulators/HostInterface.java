package dev.novasphere.testkit.simulators;

import java.util.List;
import java.util.Map;

/** An interface that a test gives to a simulated node, in nmstate's own language. */
public final class HostInterface {

    private final Tree tree;

    private HostInterface(Tree tree) {
        this.tree = tree;
    }

    /** Whatever nmstate can show of an interface, such as {@code {name: br0, type: ovs-bridge, state: up}}. */
    public static HostInterface of(String yaml) {
        return new HostInterface(Tree.ofYaml(yaml));
    }

    /** A physical one that is up, without an address. */
    public static HostInterface ethernet(String name) {
        return typed(name, "ethernet");
    }

    /** A bond of interfaces that the node has. */
    public static HostInterface bond(String name, String... ports) {
        var made = typed(name, "bond");
        made.tree.make("link-aggregation").put("mode", "active-backup").put("port", List.of(ports));
        return made;
    }

    /** A VLAN on an interface that the node has. */
    public static HostInterface vlan(String name, String base, int id) {
        var made = typed(name, "vlan");
        made.tree.make("vlan").put("base-iface", base).put("id", id).put("protocol", "802.1q");
        return made;
    }

    /** A bridge that filters no VLANs, as somebody with {@code ip link} would make it. */
    public static HostInterface linuxBridge(String name, String... ports) {
        var made = typed(name, "linux-bridge");
        made.tree
                .make("bridge")
                .put(
                        "port",
                        List.of(ports).stream()
                                .map(port -> Map.of("name", port))
                                .toList());
        return made;
    }

    /** The same with an address, such as {@code 10.0.0.5/24} or {@code 2001:db8::5/64}. */
    public HostInterface withAddress(String cidr) {
        var ip = cidr.substring(0, cidr.indexOf('/'));
        var made = new HostInterface(tree.copy());
        made.tree.put(
                ip.contains(":") ? "ipv6" : "ipv4", addressed(ip, Integer.parseInt(cidr.substring(ip.length() + 1))));
        return made;
    }

    /** The same with any field of nmstate's, such as {@code mtu} or {@code state}. */
    public HostInterface with(String field, Object value) {
        return new HostInterface(tree.copy().put(field, value));
    }

    static Map<String, Object> addressed(String ip, int prefix) {
        return Tree.empty()
                .put("enabled", true)
                .put("dhcp", false)
                .put("address", List.of(Map.of("ip", ip, "prefix-length", prefix)))
                .map();
    }

    private static HostInterface typed(String name, String type) {
        return new HostInterface(blank(name, type));
    }

    /** What every interface has that was just made. */
    static Tree blank(String name, String type) {
        return Tree.empty()
                .put("name", name)
                .put("type", type)
                .put("state", "up")
                .put("mac-address", mac(name))
                .put("mtu", 1500)
                .put("ipv4", Map.of("enabled", false))
                .put("ipv6", Map.of("enabled", false));
    }

    private static String mac(String name) {
        var hash = name.hashCode();
        return "52:54:00:%02X:%02X:%02X".formatted(hash >> 16 & 0xff, hash >> 8 & 0xff, hash & 0xff);
    }

    Tree tree() {
        return tree.copy();
    }

    String name() {
        return tree.text("name").orElseThrow();
    }
}
