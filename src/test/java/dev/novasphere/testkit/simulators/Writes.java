package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes to one foreign kind under the field manager of the program that is played. Each write names the version it was
 * made from, so that an actor whose cache is behind is refused, as a real controller is.
 */
record Writes(KubernetesClient client, ResourceDefinitionContext kind, String manager) {

    /** One operation of a JSON patch (RFC 6902); {@code add} also replaces. */
    record Op(String op, String path, Object value) {

        static Op add(String path, Object value) {
            return new Op("add", path, value);
        }

        static Op remove(String path) {
            return new Op("remove", path, "");
        }
    }

    void patch(GenericKubernetesResource object, List<Op> operations) {
        resource(object).patch(context(), body(object, operations));
    }

    /** Replaces the whole status through the status subresource, unless it is the same already. */
    void status(GenericKubernetesResource object, Tree status) {
        if (!Tree.of(object).at("status").equals(status)) {
            resource(object)
                    .subresource("status")
                    .patch(context(), body(object, List.of(Op.add("/status", status.map()))));
        }
    }

    Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
        var all = client.genericKubernetesResources(kind);
        return kind.isNamespaceScoped()
                ? all.inNamespace(object.getMetadata().getNamespace()).resource(object)
                : all.resource(object);
    }

    private PatchContext context() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager(manager)
                .build();
    }

    private static String body(GenericKubernetesResource object, List<Op> operations) {
        var all = new ArrayList<Op>();
        all.add(Op.add("/metadata/resourceVersion", object.getMetadata().getResourceVersion()));
        all.addAll(operations);
        return Serialization.asJson(all.stream().map(Writes::json).toList());
    }

    private static Map<String, Object> json(Op op) {
        return op.op().equals("remove")
                ? Map.of("op", op.op(), "path", op.path())
                : Map.of("op", op.op(), "path", op.path(), "value", op.value());
    }
}
