package dev.novasphere.nodenetwork;

import dev.novasphere.external.NodeInterface;
import dev.novasphere.external.NodeNetworkStateStatus.CurrentState;
import dev.novasphere.external.NodeNetworkStateStatus.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One node as far as networks are concerned.
 *
 * @param name the node
 * @param labels its labels
 * @param addresses its InternalIPs
 * @param resources extended resources that it has to give
 * @param network its interfaces and routes; empty: NMState does not report on it
 */
public record NodeView(
        String name,
        Map<String, String> labels,
        Set<String> addresses,
        Set<String> resources,
        Optional<CurrentState> network) {

    /** Whether it has all these labels. */
    public boolean matches(Map<String, String> selector) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    List<NodeInterface> interfaces() {
        return network.map(CurrentState::interfaces).orElse(List.of());
    }

    /** An interface; of two of one name, as Open vSwitch has them, the bridge and not its own port. */
    Optional<NodeInterface> networkInterface(String wanted) {
        return networkInterfaces(wanted).min(Comparator.comparing(there -> !there.isBridge()));
    }

    /** All interfaces of a name. */
    Stream<NodeInterface> networkInterfaces(String wanted) {
        return interfaces().stream().filter(there -> there.name().equals(wanted));
    }

    List<Route> routes() {
        return network.flatMap(state -> Optional.ofNullable(state.routes()))
                .map(routes -> routes.running())
                .orElse(List.of());
    }
}
