package dev.novasphere.testkit.simulators;

import java.util.List;

/** The routes of a node, changed as nmstate does it: added unless there, or absent by whatever fields are named. */
record HostRoutes(HostState state) {

    void change(List<Tree> desired) {
        desired.stream().filter(route -> route.is("absent", "state")).forEach(this::drop);
        desired.stream().filter(route -> !route.is("absent", "state")).forEach(this::add);
    }

    private void drop(Tree pattern) {
        var fields = pattern.copy().without("state").map().entrySet();
        state.dropRoutes(route -> route.map().entrySet().containsAll(fields));
    }

    private void add(Tree route) {
        var via = route.text("next-hop-interface").orElse("");
        if (state.find(via).filter(iface -> iface.is("up", "state")).isEmpty()) {
            throw NmStateError.invalid("The next hop interface %s of desired route to %s does not exist or is not up"
                    .formatted(via, route.text("destination").orElse("")));
        }
        state.addRoute(route.copy());
    }
}
