package dev.novasphere.status;

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
        // A halted VM on a class that binds late has no volume before its first start, and is as the spec asks.
        if (volumes != null
                && !volumes.holds()
                && (phase != Phase.Stopped || volumes.reason().isRefusal())) {
            return volumes;
        }
        return switch (phase) {
            case Running -> running(s, others);
            case Stopped ->
                Verdict.yes(Reason.Stopped, "The guest is off, as run strategy %s has it.".formatted(s.runStrategy()));
            case Error -> Verdict.no(Reason.StartFailed, fault(s));
            case Pending, Creating, Deleting -> starting(s);
        };
    }

    private static Verdict running(Situation s, Map<ConditionType, Verdict> others) {
        var synced = others.get(ConditionType.VirtualMachineSynced);
        if (s.printableStatus().equals("Paused")) {
            return Verdict.no(Reason.GuestPaused, "The guest is paused. Somebody has paused it; unpause it to go on.");
        }
        if (s.printableStatus().equals("Stopping")) {
            return Verdict.no(Reason.Stopping, "The guest is shutting down.");
        }
        if (s.runStrategy().equals("Halted")) {
            return Verdict.no(Reason.Stopping, "The guest still runs, while the spec asks for it to be off.");
        }
        if (synced != null
                && synced.reason() == Reason.RestartRequired
                && s.machineCondition("RestartRequired").isPresent()) {
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
            default -> Verdict.no(Reason.Starting, "The guest is starting.");
        };
    }

    /** What KubeVirt knows of a fault: the scheduler's words, the claim that is missing, the failed starts. */
    private static String fault(Situation s) {
        for (var type : new String[] {"PodScheduled", "Synchronized", "Failure"}) {
            var told = s.machineCondition(type)
                    .filter(condition -> type.equals("Failure") ? condition.holds() : condition.fails())
                    .filter(condition -> !condition.text().isEmpty());
            if (told.isPresent()) {
                return "The guest cannot start (%s): %s"
                        .formatted(
                                s.printableStatus(), Words.sentence(told.get().text()));
            }
        }
        var failure = s.machine().startFailure();
        if (failure != null && failure.consecutiveFailCount() != null) {
            return "The guest ended before it ran, %d times in a row; KubeVirt tries again at %s. Look at the launcher pod's log."
                    .formatted(failure.consecutiveFailCount(), failure.retryAfterTimestamp());
        }
        return "The guest cannot start: KubeVirt reports %s.".formatted(s.printableStatus());
    }
}
