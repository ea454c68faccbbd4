package dev.novasphere.status;

import dev.novasphere.desired.Names;
import java.util.ArrayList;
import java.util.Map;

/** The condition Ready: a summary of the others and of the phase. */
final class ReadyCondition {
    private ReadyCondition() {}

    static Verdict of(Situation s, Phase phase, Map<ConditionType, Verdict> others) {
        if (phase == Phase.Deleting) {
            return Verdict.no(Reason.Deleting, "The Wukong is being deleted.");
        }
        for (var type : new ConditionType[] {
            ConditionType.Accepted, ConditionType.NetworksConfigured, ConditionType.VirtualMachineSynced
        }) {
            var verdict = others.get(type);
            if (verdict != null && !verdict.holds()) {
                return verdict;
            }
        }
        var volumes = others.get(ConditionType.VolumesBound);
        if (volumes != null && !volumes.holds() && (volumes.reason().isRefusal() || !isAside(phase))) {
            return volumes;
        }
        return switch (phase) {
            case Running -> running(s, others);
            case Stopped ->
                Verdict.yes(Reason.Stopped, "The guest is off, as run strategy %s has it.".formatted(s.runStrategy()));
            case Error -> Verdict.no(Reason.StartFailed, StartFault.of(s));
            case Pending, Creating, Deleting -> starting(s);
        };
    }

    /**
     * Whether a disk that is merely on its way is not what keeps the VM from being as the spec asks: one that is halted
     * has no volume before its first start where the class binds late, and one that no node takes never gets it.
     */
    private static boolean isAside(Phase phase) {
        return phase == Phase.Stopped || phase == Phase.Error;
    }

    private static Verdict running(Situation s, Map<ConditionType, Verdict> others) {
        var synced = others.get(ConditionType.VirtualMachineSynced);
        if (s.printableStatus().equals("Paused")) {
            return Verdict.no(Reason.GuestPaused, paused(s));
        }
        if (s.printableStatus().equals("Stopping")) {
            return Verdict.no(Reason.Stopping, "The guest is shutting down.");
        }
        if (s.runStrategy().equals("Halted")) {
            return Verdict.no(Reason.Stopping, "The guest still runs, while the spec asks for it to be off.");
        }
        if (synced != null
                && synced.reason() == Reason.RestartRequired
                && (s.machineCondition("RestartRequired").isPresent()
                        || !NetworkChanges.of(s).waiting().isEmpty())) {
            return Verdict.no(Reason.RestartRequired, synced.message());
        }
        return Boolean.TRUE.equals(s.machine().ready())
                ? Verdict.yes(Reason.Running, "The guest runs.")
                : Verdict.no(Reason.Starting, "The guest is starting.");
    }

    private static Verdict starting(Situation s) {
        return switch (s.printableStatus()) {
            case "Provisioning", "WaitingForVolumeBinding" ->
                Verdict.no(Reason.Starting, "KubeVirt waits for the disks.");
            case "Terminating" ->
                Verdict.no(
                        Reason.Starting,
                        "Somebody deleted the VirtualMachine; it is made again as soon as it is gone.");
            default -> Verdict.no(Reason.Starting, "The guest is starting." + waitsFor(s));
        };
    }

    private static String paused(Situation s) {
        return "VirtualMachine %s is paused; KubeVirt says: %s After an I/O error see to the storage first. To let the guest go on: virtctl unpause vm %1$s -n %s."
                .formatted(
                        Names.virtualMachine(s.owner()),
                        s.instanceCondition("Paused")
                                .map(condition -> Words.sentence(condition.text()))
                                .orElse("nothing."),
                        s.owner().namespace());
    }

    /** Nobody but the kubelet knows that a Secret is missing, and it tells only the launcher pod's events. */
    private static String waitsFor(Situation s) {
        var spec = s.owner().getSpec();
        var secrets = new ArrayList<String>();
        if (spec.userDataSecret() != null) {
            secrets.add("\"%s\" (userDataSecret)".formatted(spec.userDataSecret()));
        }
        if (spec.sshKeySecret() != null) {
            secrets.add("\"%s\" (sshKeySecret)".formatted(spec.sshKeySecret()));
        }
        return secrets.isEmpty()
                ? ""
                : " It waits while any of these Secrets is missing in namespace %s: %s."
                        .formatted(s.owner().namespace(), String.join(", ", secrets));
    }
}
