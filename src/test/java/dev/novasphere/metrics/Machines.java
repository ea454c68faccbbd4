package dev.novasphere.metrics;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.status.StatusChange;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;

/** Machines and their statuses, written down. Seconds are counted from the creation of every machine. */
final class Machines {
    private static final Instant CREATION = Instant.parse("2026-01-01T00:00:00Z");

    private Machines() {}

    static Instant at(long second) {
        return CREATION.plusSeconds(second);
    }

    static MachineResource machine(String namespace, String name) {
        var machine = new Wukong();
        machine.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid(namespace + "/" + name)
                .withCreationTimestamp(CREATION.toString())
                .build());
        return machine;
    }

    static MachineResource machine(String namespace, String name, WukongStatus status) {
        var machine = machine(namespace, name);
        machine.setStatus(status);
        return machine;
    }

    /** A status whose spec was accepted when the machine was made, and whose Ready is as told since that second. */
    static WukongStatus status(String phase, String ready, String reason, long second) {
        return new WukongStatus(
                1L,
                phase,
                null,
                null,
                List.of(condition("Accepted", "True", "SpecAccepted", 1), condition("Ready", ready, reason, second)),
                List.of(),
                List.of());
    }

    static StatusChange change(WukongStatus before, WukongStatus after) {
        return new StatusChange(before, after);
    }

    private static Condition condition(String type, String status, String reason, long second) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withLastTransitionTime(at(second).toString())
                .build();
    }
}
