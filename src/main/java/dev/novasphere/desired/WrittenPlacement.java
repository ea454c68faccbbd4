package dev.novasphere.desired;

import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeAffinityBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The nodes on which a machine that is there may run, as we have written them: what a person has added stays theirs. */
final class WrittenPlacement {
    private static final List<String> FIELD = List.of(
            "f:spec",
            "f:template",
            "f:spec",
            "f:affinity",
            "f:nodeAffinity",
            "f:requiredDuringSchedulingIgnoredDuringExecution");

    private WrittenPlacement() {}

    /** Empty: we have written none. */
    static Optional<NodeAffinity> of(Observed observed) {
        return observed.virtualMachine()
                .filter(WrittenPlacement::isOurs)
                .flatMap(machine -> observed.template())
                .map(InstanceSpec::affinity)
                .map(Affinity::getNodeAffinity)
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .map(required -> new NodeAffinityBuilder()
                        .withRequiredDuringSchedulingIgnoredDuringExecution(required)
                        .build());
    }

    private static boolean isOurs(VirtualMachine machine) {
        return machine.getMetadata().getManagedFields().stream()
                .filter(entry -> Labels.MANAGER.equals(entry.getManager()))
                .map(ManagedFieldsEntry::getFieldsV1)
                .filter(Objects::nonNull)
                .anyMatch(WrittenPlacement::hasField);
    }

    private static boolean hasField(FieldsV1 owned) {
        Object there = owned.getAdditionalProperties();
        for (var step : FIELD) {
            there = there instanceof Map<?, ?> fields ? fields.get(step) : null;
        }
        return there != null;
    }
}
