package dev.novasphere.status;

import dev.novasphere.api.NetworkStatus;
import dev.novasphere.desired.NetworkPlan;
import dev.novasphere.external.GuestInterface;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Interfaces as KubeVirt and the guest report them. What the spec asks for is never repeated as if it were seen. */
final class NetworkStatuses {
    private NetworkStatuses() {}

    static List<NetworkStatus> of(Situation s, List<NetworkPlan> plans) {
        return plans.stream().map(plan -> status(s, plan)).toList();
    }

    private static NetworkStatus status(Situation s, NetworkPlan plan) {
        var name = plan.network().name();
        var nad = plan.attachmentName()
                .filter(attachment -> s.observed().attachments().containsKey(attachment)
                        || s.observed().namedAttachments().containsKey(attachment)
                        || s.applied().wrote("NetworkAttachmentDefinition", attachment))
                .orElse(null);
        return reports(s)
                .filter(reported -> name.equals(reported.name()))
                .findFirst()
                .map(reported -> reported(reported, name, nad))
                .orElseGet(() -> new NetworkStatus(name, null, null, List.of(), null, nad));
    }

    /** An instance that has ended keeps its object and its last report, which speaks of nothing any longer. */
    private static Stream<GuestInterface> reports(Situation s) {
        return s.instanceLives() ? s.instance().interfaces().stream() : Stream.empty();
    }

    private static NetworkStatus reported(GuestInterface reported, String name, @Nullable String nad) {
        return new NetworkStatus(
                name, reported.interfaceName(), reported.ipAddress(), reported.ipAddresses(), reported.mac(), nad);
    }
}
