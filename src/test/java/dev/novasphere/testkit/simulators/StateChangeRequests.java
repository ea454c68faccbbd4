package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code status.stateChangeRequests} of a machine: what virt-api asks virt-controller to do where the run strategy stays
 * as it is. A request to stop names the instance that it means.
 */
record StateChangeRequests(List<Tree> all) {

    static StateChangeRequests of(Tree machine) {
        return new StateChangeRequests(machine.items("status", "stateChangeRequests"));
    }

    static Map<String, Object> start() {
        return Map.of("action", "Start");
    }

    static Map<String, Object> stop(GenericKubernetesResource instance) {
        return Map.of("action", "Stop", "uid", instance.getMetadata().getUid());
    }

    boolean askToStart() {
        return all.stream().anyMatch(r -> r.is("Start", "action"));
    }

    boolean askToStop(GenericKubernetesResource instance) {
        return all.stream().anyMatch(r -> r.is("Stop", "action") && means(r, instance));
    }

    private static boolean means(Tree request, GenericKubernetesResource instance) {
        return request.is(instance.getMetadata().getUid(), "uid");
    }

    /** Those that are still open: a Start is done when an instance is there, a Stop when its own is gone. */
    List<Tree> open(Optional<GenericKubernetesResource> instance) {
        var open = new ArrayList<Tree>();
        for (var request : all) {
            var stopOpen = instance.filter(i -> means(request, i)).isPresent();
            var stopAhead = all.size() > 1;
            if (request.is("Stop", "action") ? stopOpen : instance.isEmpty() || stopAhead) {
                open.add(request);
            }
        }
        return open;
    }
}
