package dev.novasphere.status;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.desired.Names;
import dev.novasphere.rules.Problem;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The whole status, derived in one place from what was seen. */
public final class StatusReport {
    private StatusReport() {}

    /**
     * The status of a Wukong in a situation.
     *
     * @param now the time of conditions whose status changes
     */
    public static WukongStatus of(Situation s, Instant now) {
        var verdicts = new EnumMap<ConditionType, Verdict>(ConditionType.class);
        verdicts.put(ConditionType.Accepted, accepted(s));
        s.desired().ifPresent(desired -> {
            verdicts.put(ConditionType.NetworksConfigured, NetworkCondition.of(s, desired.networks()));
            verdicts.put(ConditionType.VolumesBound, VolumeCondition.of(s, desired.disks()));
            verdicts.put(ConditionType.VirtualMachineSynced, MachineCondition.of(s, desired));
            AddressCondition.of(s, desired.networks())
                    .ifPresent(verdict -> verdicts.put(ConditionType.AddressMismatch, verdict));
        });
        var phase = PhaseRules.of(s);
        verdicts.put(ConditionType.Ready, ReadyCondition.of(s, phase, verdicts));
        if (!s.problems().isEmpty()) {
            verdicts.put(
                    ConditionType.Stalled,
                    Verdict.yes(Reason.SpecInvalid, "The spec cannot be followed; see the condition Accepted."));
        }
        return status(s, phase, verdicts, now);
    }

    /** The status of a Wukong that is being deleted and waits for something. */
    public static WukongStatus leaving(Situation s, String waitingFor, Instant now) {
        var status = of(s, now);
        var verdict = Map.of(ConditionType.Ready, Verdict.no(Reason.Deleting, waitingFor));
        return withConditions(status, Conditions.merged(s.owner(), status.conditions(), verdict, now));
    }

    /** The status after a pass that could not be finished: what was known stays, and the two that are not are Unknown. */
    public static WukongStatus afterFault(MachineResource owner, Exception fault, Instant now) {
        var old = Optional.ofNullable(owner.getStatus()).orElse(WukongStatus.NONE);
        var verdict = Verdict.unknown(
                Reason.ApiServerUnreachable,
                "The last pass could not be finished and is tried again: %s"
                        .formatted(Words.sentence(String.valueOf(fault.getMessage()))));
        var verdicts = Map.of(ConditionType.VirtualMachineSynced, verdict, ConditionType.Ready, verdict);
        return withConditions(old, Conditions.merged(owner, old.conditions(), verdicts, now));
    }

    private static WukongStatus withConditions(WukongStatus status, List<Condition> conditions) {
        return new WukongStatus(
                status.observedGeneration(),
                status.phase(),
                status.vmName(),
                status.nodeName(),
                conditions,
                status.networks(),
                status.volumes());
    }

    private static WukongStatus status(Situation s, Phase phase, Map<ConditionType, Verdict> verdicts, Instant now) {
        var machine = Names.virtualMachine(s.owner());
        var old = Optional.ofNullable(s.owner().getStatus()).orElse(WukongStatus.NONE);
        return new WukongStatus(
                s.owner().getMetadata().getGeneration(),
                phase.name(),
                s.observed().virtualMachine().isPresent() || s.applied().wrote("VirtualMachine", machine)
                        ? machine
                        : null,
                s.instanceLives() ? s.instance().nodeName() : null,
                Conditions.merged(s.owner(), stillTrue(s, old.conditions(), verdicts), verdicts, now),
                s.desired()
                        .map(desired -> NetworkStatuses.of(s, desired.networks()))
                        .orElse(old.networks()),
                s.desired()
                        .map(desired -> VolumeStatuses.of(s, desired.disks()))
                        .orElse(old.volumes()));
    }

    /** A mismatch is over when the guest was looked at and there is none. */
    private static List<Condition> stillTrue(Situation s, List<Condition> old, Map<ConditionType, Verdict> verdicts) {
        var mismatch = ConditionType.AddressMismatch;
        return s.desired().isEmpty() || verdicts.containsKey(mismatch)
                ? old
                : old.stream()
                        .filter(condition -> !condition.getType().equals(mismatch.name()))
                        .toList();
    }

    private static Verdict accepted(Situation s) {
        return s.problems().isEmpty()
                ? Verdict.yes(Reason.SpecAccepted, "The spec can be followed.")
                : Verdict.no(
                        Reason.SpecInvalid,
                        s.problems().stream().map(Problem::message).collect(Collectors.joining(" ")));
    }
}
