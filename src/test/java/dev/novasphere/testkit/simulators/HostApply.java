package dev.novasphere.testkit.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plays {@code nmstatectl set}: what a node has, changed by a desired state, or an error that says what is wrong with it.
 * All or nothing, as a checkpoint of NetworkManager makes it.
 */
final class HostApply {

    private static final Set<String> SECTIONS = Set.of("interfaces", "routes", "dns-resolver");
    private static final Set<String> VIRTUAL = Set.of("linux-bridge", "bond", "vlan", "dummy");
    private static final int LONGEST_NAME = 15;

    private final HostState state;
    private final HostPorts ports;
    private final HostRoutes routes;

    private HostApply(Tree current) {
        this.state = HostState.copyOf(current);
        this.ports = new HostPorts(state);
        this.routes = new HostRoutes(state);
    }

    /** The state after the change; the current one stays as it is. */
    static Tree apply(Tree current, Tree desired) {
        for (var section : desired.map().keySet()) {
            if (!SECTIONS.contains(section)) {
                throw NmStateError.of("The simulator does not play section " + section + " of a desired state.");
            }
        }
        var change = new HostApply(current);
        change.interfaces(desired.items("interfaces"));
        change.routes.change(desired.items("routes", "config"));
        if (desired.has("dns-resolver", "config")) {
            var servers = desired.at("dns-resolver", "config").copy().map();
            change.state.tree().put("dns-resolver", Map.of("config", servers, "running", servers));
        }
        return change.state.tree().copy();
    }

    private void interfaces(List<Tree> desired) {
        var kept = new ArrayList<Tree>();
        for (var iface : desired) {
            if (iface.is("absent", "state")) {
                absent(HostState.name(iface));
            } else {
                kept.add(iface);
            }
        }
        kept.forEach(this::present);
        kept.forEach(ports::change);
    }

    /** What is made of software goes; a network card can only be switched off. */
    private void absent(String name) {
        var there = state.find(name);
        if (there.isEmpty()) {
            return;
        }
        if (VIRTUAL.contains(there.get().text("type").orElse(""))) {
            state.remove(name);
        } else {
            state.silence(there.get());
            there.get().put("state", "down");
        }
    }

    private void present(Tree desired) {
        var name = HostState.name(desired);
        var there = state.find(name);
        var type = desired.text("type")
                .orElseGet(() -> there.flatMap(t -> t.text("type")).orElse("unknown"));
        if (there.isPresent() && !there.get().is(type, "type")) {
            throw NmStateError.invalid("Interface %s is of type %s and cannot become %s"
                    .formatted(name, there.get().text("type").orElse("unknown"), type));
        }
        if (type.startsWith("ovs-")) {
            throw NmStateError.of("NmstateError: PluginFailure: Interface " + name
                    + ": NetworkManager plugin for 'ovs-bridge' unavailable (MissingPlugin)");
        }
        if (there.isEmpty() && !VIRTUAL.contains(type)) {
            throw NmStateError.invalid("Interface %s of type %s does not exist".formatted(name, type));
        }
        if (name.length() > LONGEST_NAME) {
            throw NmStateError.invalid("Interface name %s is longer than 15 characters".formatted(name));
        }
        var base = desired.text("vlan", "base-iface");
        if (base.isPresent() && state.find(base.get()).isEmpty()) {
            throw NmStateError.invalid(
                    "VLAN interface %s is based on unknown interface %s".formatted(name, base.get()));
        }
        var merged = there.map(Tree::copy)
                .orElseGet(() -> HostInterface.blank(name, type).copy());
        // The list of ports is the business of those who attach and release them.
        var before = HostState.ports(merged);
        merge(merged, desired.copy());
        if (desired.has("bridge", "port") || desired.has("link-aggregation", "port")) {
            before.stream()
                    .filter(port -> !HostState.ports(merged).contains(port))
                    .forEach(state::release);
        }
        List.of("ipv4", "ipv6").forEach(family -> switchOff(merged, family));
        state.put(merged);
    }

    private static void switchOff(Tree iface, String family) {
        if (iface.is("false", family, "enabled")) {
            iface.put(family, Map.of("enabled", false));
        }
    }

    /** Maps are merged, anything else is replaced: nmstate leaves what is not mentioned as it is. */
    private static void merge(Tree into, Tree from) {
        from.map().forEach((name, value) -> {
            if (value instanceof Map<?, ?> && into.map().get(name) instanceof Map<?, ?>) {
                merge(into.at(name), from.at(name));
            } else {
                into.put(name, value);
            }
        });
    }
}
