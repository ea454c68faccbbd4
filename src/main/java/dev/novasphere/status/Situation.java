package dev.novasphere.status;

import dev.novasphere.api.MachineResource;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.external.InstanceStatus;
import dev.novasphere.external.ObservedCondition;
import dev.novasphere.external.VirtualMachineStatus;
import dev.novasphere.observed.Applied;
import dev.novasphere.observed.Observed;
import dev.novasphere.rules.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a status is derived from.
 *
 * @param owner the Wukong as it was read
 * @param observed its children as they were read
 * @param problems why its spec cannot be followed; empty: it can
 * @param desired what should exist; empty where the spec cannot be followed
 * @param applied what came of this pass
 */
public record Situation(
        MachineResource owner,
        Observed observed,
        List<Problem> problems,
        Optional<DesiredState> desired,
        Applied applied) {

    /** The annotation by which people hold back every change. */
    private static final String PAUSED = "vm.novasphere.dev/paused";

    /** Whether people hold back every change of this Wukong's children. */
    public static boolean isPaused(MachineResource owner) {
        var annotations = owner.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(PAUSED));
    }

    VirtualMachineStatus machine() {
        return observed.machineStatus();
    }

    InstanceStatus instance() {
        return observed.instanceStatus();
    }

    String printableStatus() {
        var word = machine().printableStatus();
        return word == null ? "" : word;
    }

    boolean instanceExists() {
        return observed.instance().isPresent();
    }

    /** Whether an instance exists that has not ended. */
    boolean instanceLives() {
        return observed.instanceLives();
    }

    Optional<ObservedCondition> machineCondition(String type) {
        return machine().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    Optional<ObservedCondition> instanceCondition(String type) {
        return instance().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    /** The run strategy in force, as the VirtualMachine has it; empty where there is none. */
    String runStrategy() {
        return observed.virtualMachine()
                .flatMap(vm -> Optional.ofNullable(vm.getSpec()))
                .flatMap(spec -> Optional.ofNullable(spec.runStrategy()))
                .orElse("");
    }
}
