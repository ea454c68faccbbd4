package dev.novasphere.testkit.simulators;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the handler looks at after a change, before it is kept: the default route and the way to the API server must be
 * there if they were there before.
 */
final class HostProbes {

    private HostProbes() {}

    static void check(Tree before, Tree after, List<String> nodeAddresses) {
        if (hasDefaultRoute(before) && !hasDefaultRoute(after)) {
            throw NmStateError.rolledBack("defaultGw", "failed to retrieve default gw at runProbes");
        }
        for (var address : nodeAddresses) {
            if (holds(before, address) && !holds(after, address)) {
                throw NmStateError.rolledBack("api-server", "failed checking the connection to the API server");
            }
        }
    }

    private static boolean hasDefaultRoute(Tree state) {
        return state.items("routes", "running").stream()
                .anyMatch(route -> route.is("0.0.0.0/0", "destination") || route.is("::/0", "destination"));
    }

    private static boolean holds(Tree state, String address) {
        return state.items("interfaces").stream()
                .flatMap(iface -> Stream.of("ipv4", "ipv6").map(iface::at))
                .flatMap(family -> family.items("address").stream())
                .anyMatch(held -> held.is(address, "ip"));
    }
}
