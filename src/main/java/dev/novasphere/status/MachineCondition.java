package dev.novasphere.status;

import dev.novasphere.desired.DesiredState;
import dev.novasphere.external.ObservedCondition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.Refusal;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The condition VirtualMachineSynced. */
final class MachineCondition {
    private static final Set<String> KINDS = Set.of("VirtualMachine", "VirtualMachineInstance", "Secret");

    private MachineCondition() {}

    static Verdict of(Situation s, DesiredState desired) {
        if (Situation.isPaused(s.owner())) {
            return Verdict.unknown(
                    Reason.Paused,
                    "No change is made while the annotation vm.novasphere.dev/paused is \"true\". Remove it to go on.");
        }
        var refusal = s.applied().refusalOf(KINDS);
        if (refusal.isPresent()) {
            return Refusals.verdict(refusal.get());
        }
        var machine = s.observed().virtualMachine();
        var name = desired.virtualMachine().getMetadata().getName();
        if (machine.isEmpty() && s.applied().wrote("VirtualMachine", name)) {
            return synced(name);
        }
        var missing = s.applied().missingPart(s.observed());
        if (missing.isPresent()) {
            return waiting(missing.get(), name);
        }
        if (machine.isEmpty()) {
            return desired.mayCreate()
                    ? Verdict.unknown(
                            Reason.VirtualMachinePending, "VirtualMachine %s has been asked for.".formatted(name))
                    : Verdict.no(
                            Reason.WaitingForNetworks,
                            "The VirtualMachine is made as soon as every network can be had; see NetworksConfigured.");
        }
        if (!desired.mayChange()) {
            return Verdict.no(
                    Reason.WaitingForNetworks,
                    "VirtualMachine %s is left as it is until it is known what every interface is attached to; see NetworksConfigured."
                            .formatted(name));
        }
        return fault(s).or(() -> pending(s, machine.get())).orElseGet(() -> synced(name));
    }

    private static Verdict waiting(Refusal missing, String name) {
        return Verdict.no(
                missing.kind().equals("NetworkAttachmentDefinition")
                        ? Reason.WaitingForNetworks
                        : Reason.WaitingForDisks,
                "VirtualMachine %s is left as it is until this is resolved: %s".formatted(name, missing.message()));
    }

    private static Verdict synced(String name) {
        return Verdict.yes(Reason.InSync, "VirtualMachine %s is as wanted.".formatted(name));
    }

    private static Optional<Verdict> fault(Situation s) {
        var refused = PhaseRules.startRefused(s) ? s.machineCondition("Failure") : Optional.<ObservedCondition>empty();
        return refused.or(() -> s.instanceLives()
                        ? s.instanceCondition("Synchronized").filter(ObservedCondition::fails)
                        : Optional.empty())
                .map(condition -> Verdict.no(Reason.SynchronizationFailed, StartFault.told(s, condition)));
    }

    /** KubeVirt raises RestartRequired for most fields, but says nothing of a template's labels. */
    private static Optional<Verdict> pending(Situation s, VirtualMachine machine) {
        if (!s.instanceLives()) {
            return Optional.empty();
        }
        var required = s.machineCondition("RestartRequired").filter(ObservedCondition::holds);
        var networks = NetworkChanges.of(s);
        if (required.isPresent() || !networks.waiting().isEmpty()) {
            return Optional.of(Verdict.yes(Reason.RestartRequired, restart(machine, required, networks)));
        }
        if (!networks.leaving().isEmpty()) {
            return Optional.of(Verdict.yes(Reason.NetworkLeaving, String.join(" ", networks.leaving())));
        }
        return s.observed()
                .instance()
                .filter(instance -> !labelsReached(machine, instance))
                .map(
                        instance -> Verdict.yes(
                                Reason.RestartRequired,
                                "The labels reach the guest's pod when the VM is restarted; the running one has the old ones."));
    }

    private static String restart(
            VirtualMachine machine, Optional<ObservedCondition> required, NetworkChanges networks) {
        var sentences = new ArrayList<>(networks.leaving());
        sentences.addAll(networks.waiting());
        required.ifPresent(said -> sentences.addAll(networks.before()));
        sentences.add("A change takes effect when the VM is restarted"
                + required.map(said -> "; KubeVirt says: " + Words.sentence(said.text()))
                        .orElse("."));
        sentences.add("To restart it: virtctl restart %s -n %s."
                .formatted(
                        machine.getMetadata().getName(), machine.getMetadata().getNamespace()));
        return String.join(" ", sentences);
    }

    private static boolean labelsReached(VirtualMachine machine, VirtualMachineInstance instance) {
        if (machine.getSpec() == null
                || machine.getSpec().template() == null
                || machine.getSpec().template().metadata() == null) {
            return true;
        }
        var wanted = Objects.requireNonNullElse(
                machine.getSpec().template().metadata().getLabels(), Map.<String, String>of());
        var there = Objects.requireNonNullElse(instance.getMetadata().getLabels(), Map.<String, String>of());
        return there.entrySet().containsAll(wanted.entrySet());
    }
}
