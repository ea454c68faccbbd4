package dev.novasphere.cluster;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which field of an object, as far as we ask: what we own ourselves, which server-side apply compares, and who
 * owns a run strategy. Children of one kind have the same fields, so they share one tree of them.
 */
final class SharedManagedFields {
    private final Map<FieldsV1, WeakReference<FieldsV1>> trees = new WeakHashMap<>();

    /** The entries that are asked for later. */
    List<ManagedFieldsEntry> needed(@Nullable List<ManagedFieldsEntry> all) {
        if (all == null) {
            return List.of();
        }
        var needed = all.stream()
                .filter(entry -> FieldManager.NAME.equals(entry.getManager()) || ownsRunStrategy(entry))
                .toList();
        needed.stream()
                .filter(entry -> entry.getFieldsV1() != null)
                .forEach(entry -> entry.setFieldsV1(shared(entry.getFieldsV1())));
        return needed;
    }

    /** Whether the run strategy of a VirtualMachine belongs to whom the entry names. */
    static boolean ownsRunStrategy(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                && spec.containsKey("f:runStrategy");
    }

    private synchronized FieldsV1 shared(FieldsV1 tree) {
        var known = trees.get(tree);
        var first = known == null ? null : known.get();
        if (first != null) {
            return first;
        }
        trees.put(tree, new WeakReference<>(tree));
        return tree;
    }
}
